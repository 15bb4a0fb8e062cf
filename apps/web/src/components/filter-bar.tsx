// Filters as a GET form: the URL is the query, and what is in force stands below as chips to remove.
"use client";
import { X } from "lucide-react";
import Form from "next/form";
import { useEffect, useRef, type ReactNode } from "react";
import { withParams, type Params } from "../search-params.ts";
import { Button } from "./button.tsx";
import { Link } from "./link.tsx";

type FilterBarProps = {
  readonly path: string;
  /** The filters in force, by parameter; `after` and other paging is never among them. */
  readonly params: Params;
  /** Parameter to the words of its chip. */
  readonly labels: Readonly<Record<string, string>>;
  readonly children: ReactNode;
  readonly aside?: ReactNode;
};

export function FilterBar({ path, params, labels, children, aside }: FilterBarProps) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const dropEmpty = ({ formData }: FormDataEvent) => {
      for (const [name, value] of [...formData.entries()]) if (value === "") formData.delete(name);
    };
    const element = form.current;
    element?.addEventListener("formdata", dropEmpty);
    return () => element?.removeEventListener("formdata", dropEmpty);
  }, []);
  const chips = Object.entries(labels).filter(([name]) => params[name] !== undefined);
  return (
    <div className="mt-4 grid gap-2" data-print="hide">
      <Form
        key={JSON.stringify(params)}
        ref={form}
        action={path}
        scroll={false}
        role="search"
        className="flex flex-wrap items-end gap-2"
      >
        {children}
        <Button type="submit">Show</Button>
        {aside}
      </Form>
      {chips.length > 0 && (
        <div className="flex flex-wrap items-center gap-2">
          {chips.map(([name, label]) => (
            <Link
              key={name}
              href={withParams(path, { ...params, [name]: undefined, after: undefined })}
              aria-label={`Remove filter ${label} ${params[name]}`}
              className="inline-flex min-h-6 items-center gap-[6px] rounded border border-line bg-surface px-2 text-ink2 no-underline hover:border-control hover:text-ink"
            >
              {label} <span className="font-medium text-ink">{params[name]}</span>
              <X aria-hidden size={12} />
            </Link>
          ))}
          <Link href={path} className="text-meta">
            Clear all
          </Link>
        </div>
      )}
    </div>
  );
}
