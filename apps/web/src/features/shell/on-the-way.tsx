// What stands over a page while another is on its way for more than 150 ms: blocks of the size of what comes, unmoving.
// A new query of the same page leaves its rows to be read, under a mark.
"use client";
import { usePathname } from "next/navigation";
import { useAwaited } from "#components/link-status.tsx";
import { hasMargin } from "./has-margin.ts";

export function OnTheWay() {
  const here = usePathname();
  const awaited = useAwaited();
  if (awaited === null) return null;
  const path = awaited.split(/[?#]/, 1)[0]!;
  if (path === here)
    return (
      <p role="status" className="waits absolute top-1 right-3 m-0 text-meta text-ink3 nav:right-6">
        refreshing…
      </p>
    );
  return (
    <div role="status" className="waits absolute inset-0 z-20 bg-bg px-3 pt-5 nav:px-6">
      <span className="sr-only">Opening the page…</span>
      <div aria-hidden data-blocks className="max-nav:pt-7">
        <span className="block h-7 w-60 max-w-full bg-raised" />
        <span className="mt-0.5 block h-5 w-96 max-w-full bg-raised" />
        <span className="mt-4 block h-8.25 border-b border-line" />
        {hasMargin(path) ? <ObjectBlocks /> : <Rows of={8} />}
      </div>
    </div>
  );
}

const Rows = ({ of }: { readonly of: number }) => (
  <span data-block className="mt-3 block border border-line bg-surface">
    {Array.from({ length: of }, (_, at) => (
      <span key={at} className="flex h-13.25 items-center border-b border-line px-3 last:border-b-0">
        <span className="h-4 w-2/5 bg-raised" />
      </span>
    ))}
  </span>
);

const ObjectBlocks = () => (
  <span className="grid items-start gap-5 rail:grid-cols-[minmax(0,1fr)_20.625rem]">
    <Rows of={5} />
    <Rows of={3} />
  </span>
);
