// Filters as a GET form: the URL is the query, and what is in force stands below as chips to remove.
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { withParams, type Params } from "../search-params.ts";
import { Button } from "./button.tsx";
import { Link } from "./link.tsx";
import { QueryForm } from "./query-form.tsx";

type FilterBarProps = {
  readonly path: string;
  /** The filters in force, by parameter; `after` and other paging is never among them. */
  readonly params: Params;
  /** Parameter to the words of its chip. */
  readonly labels: Readonly<Record<string, string>>;
  readonly children: ReactNode;
  /** Rarer filters, folded away. */
  readonly more?: ReactNode;
  readonly isMoreOpen?: boolean;
};

export function FilterBar({ path, params, labels, children, more, isMoreOpen = false }: FilterBarProps) {
  return (
    <div className="mt-4 grid gap-2" data-print="hide">
      <QueryForm key={JSON.stringify(params)} action={path} role="search" aria-label="Filters" className="grid gap-2">
        <div className="flex flex-wrap items-end gap-2">
          {children}
          <Button type="submit">Show</Button>
        </div>
        {more && (
          <details open={isMoreOpen}>
            <summary className="w-fit text-meta text-ink2 hover:text-ink">More filters</summary>
            <div className="mt-2 flex flex-wrap items-start gap-2">{more}</div>
          </details>
        )}
      </QueryForm>
      <Chips path={path} params={params} labels={labels} />
    </div>
  );
}

function Chips({ path, params, labels }: Pick<FilterBarProps, "path" | "params" | "labels">) {
  const chips = Object.entries(labels).filter(([name]) => params[name] !== undefined);
  if (chips.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {chips.map(([name, label]) => (
        <Link
          key={name}
          href={withParams(path, { ...params, [name]: undefined, after: undefined })}
          className="inline-flex min-h-6 items-center gap-1.5 rounded border border-line bg-surface px-2 text-ink2 no-underline hover:border-control hover:text-ink"
        >
          <span className="sr-only">Remove filter </span>
          {label} <span className="font-medium text-ink">{params[name]}</span>
          <X aria-hidden className="size-3" />
        </Link>
      ))}
      <Link href={path} className="text-meta">
        Clear all
      </Link>
    </div>
  );
}
