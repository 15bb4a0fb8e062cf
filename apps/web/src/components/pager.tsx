// Keyset paging: forward by a link, back by the browser, to the start by another link.
import { ButtonLink } from "./button-link.tsx";
import { withParams, type Params } from "../search-params.ts";

type PagerProps = {
  readonly path: string;
  readonly params: Params;
  readonly next: string | null;
  readonly what: string;
};

export function Pager({ path, params, next, what }: PagerProps) {
  const isFirst = params["after"] === undefined;
  if (isFirst && next === null) return null;
  return (
    <nav aria-label={`Pages of ${what}`} className="mt-3 flex gap-2" data-print="hide">
      {!isFirst && (
        <ButtonLink size="small" href={withParams(path, { ...params, after: undefined })}>
          First page
        </ButtonLink>
      )}
      {next !== null && (
        <ButtonLink size="small" href={withParams(path, { ...params, after: next })}>
          Next page
        </ButtonLink>
      )}
    </nav>
  );
}
