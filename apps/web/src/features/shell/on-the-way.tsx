// What stands over a page while another is on its way for more than 150 ms: blocks of the size of what comes, unmoving.
// A new query of the same page leaves its rows to be read, under a mark.
"use client";
import { usePathname } from "next/navigation";
import { useAwaited } from "#components/link-status.tsx";

const rows = Array.from({ length: 8 }, (_, at) => at);

export function OnTheWay() {
  const path = usePathname();
  const awaited = useAwaited();
  if (awaited === null) return null;
  if (awaited.split(/[?#]/, 1)[0] === path)
    return (
      <p role="status" className="waits absolute top-1 right-3 m-0 text-meta text-ink3 nav:right-6">
        refreshing…
      </p>
    );
  return (
    <div role="status" className="waits absolute inset-0 z-20 bg-bg px-3 pt-5 nav:px-6">
      <span className="sr-only">Opening the page…</span>
      <div aria-hidden className="grid gap-2 max-nav:pt-7">
        <span className="h-7 w-60 max-w-full bg-raised" />
        <span className="h-5 w-96 max-w-full bg-raised" />
        <span className="mt-4 block border border-line bg-surface">
          {rows.map((row) => (
            <span key={row} className="flex h-[53px] items-center border-b border-line px-3 last:border-b-0">
              <span className="h-4 w-2/5 bg-raised" />
            </span>
          ))}
        </span>
      </div>
    </div>
  );
}
