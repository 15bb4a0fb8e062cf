// Everything done on a promotion, in log order: refusals included.
import type { PromotionView } from "@chancery/core";
import { Card } from "#components/card.tsx";
import { Link } from "#components/link.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import { Time } from "#components/time.tsx";

export function Timeline({
  promotion,
  canReadAudit,
}: {
  readonly promotion: PromotionView;
  readonly canReadAudit: boolean;
}) {
  return (
    <Card title="Timeline">
      <ol className="m-0 grid list-none gap-2 p-0">
        {promotion.timeline.map((entry) => (
          <li key={entry.index} className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <span className="text-meta text-ink3">
              <Time at={entry.at} />
            </span>
            <span className="min-w-0 flex-1">
              {entry.sentence} {entry.outcome !== "success" && <StateBadge state={entry.outcome} />}
            </span>
            <span className="mono text-ink3">
              {canReadAudit ? <Link href={`/audit/${entry.index}`}>#{entry.index}</Link> : `#${entry.index}`}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
