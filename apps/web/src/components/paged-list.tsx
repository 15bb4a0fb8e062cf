// Every list of the portal that comes in pages: its items, what stands in their place, and the way to the other pages.
// Keyset paging: the key of a page is `after` in the address; forward by a link, back by the browser, to the start by a link.
import type { Page } from "@chancery/core";
import type { ReactNode } from "react";
import type { Outcome } from "../house.ts";
import { withParams, type Params } from "../search-params.ts";
import { ButtonLink } from "./button-link.tsx";
import { ErrorPanel } from "./error-panel.tsx";

type Address = {
  readonly path: string;
  /** The whole query of the page: its filters are kept from page to page. */
  readonly params: Params;
  /** What is listed, in the plural. */
  readonly what: string;
};

type PagedListProps<T> = Address & {
  /** A page that was settled says itself that it could not be read, and the rest of the screen stands. */
  readonly of: Page<T> | Outcome<Page<T>>;
  /** The title in place of a list that could not be read. */
  readonly unread?: string;
  /** In place of no items. Left out, the children show that there are none. */
  readonly empty?: ReactNode;
  children(items: readonly T[]): ReactNode;
};

export function PagedList<T>({
  of,
  unread = "The list could not be read",
  empty,
  children,
  ...address
}: PagedListProps<T>) {
  if ("ok" in of && !of.ok) return <ErrorPanel title={unread} refusal={of.refusal} />;
  const { items, next } = "ok" in of ? of.value : of;
  return (
    <>
      {items.length === 0 && empty !== undefined ? empty : children(items)}
      <PageLinks {...address} next={next} />
    </>
  );
}

function PageLinks({ path, params, what, next }: Address & { readonly next: string | null }) {
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
