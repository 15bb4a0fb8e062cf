// Above the inbox: your objections that another reviewer dismissed, with the reason and the state of the request.
import type { DismissedObjection } from "@chancery/core";
import { Link } from "#components/link.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import { Time } from "#components/time.tsx";
import { stages } from "#known.ts";
import { promotionPath } from "../format.ts";

export function DismissedPanel({ dismissed }: { readonly dismissed: readonly DismissedObjection[] }) {
  if (dismissed.length === 0) return null;
  return (
    <section
      aria-label="Your objections that were dismissed"
      className="mt-3 mb-3 border border-l-[3px] border-line border-l-chg bg-surface px-4 py-3"
    >
      <h2 className="m-0 mb-2 text-card">
        {dismissed.length === 1
          ? "Your objection was dismissed"
          : `${dismissed.length} of your objections were dismissed`}
      </h2>
      <ul className="m-0 grid list-none gap-3 p-0">
        {dismissed.map((one) => (
          <li key={`${one.number} ${one.at}`} className="grid gap-1">
            <span className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
              <Link href={promotionPath(one)}>
                P-{one.number} {one.team}/{one.name} v{one.versionNumber}
              </Link>
              <span className="text-ink2">to {stages().labelOf(one.stage)}</span>
              <StateBadge state={one.state} />
            </span>
            <span className="max-w-[72ch] wrap-anywhere whitespace-pre-wrap">
              <strong className="font-semibold">{one.by}</strong>: “{one.reason}”
            </span>
            <span className="text-meta text-ink3">
              <Time at={one.at} />
              {one.state === "open" && " · vote again there if you still object"}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
