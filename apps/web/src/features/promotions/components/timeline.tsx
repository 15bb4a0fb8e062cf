// Everything done on a promotion, refusals included, and what changed on its version and model meanwhile; newest first.
import type { Page, TimelineEntry } from "@chancery/core";
import { Card } from "#components/card.tsx";
import { Link } from "#components/link.tsx";
import { PagedList } from "#components/paged-list.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import { Time } from "#components/time.tsx";

type TimelineProps = {
  readonly path: string;
  readonly after: string | undefined;
  readonly timeline: Page<TimelineEntry>;
  readonly canReadAudit: boolean;
};

export function Timeline({ path, after, timeline, canReadAudit }: TimelineProps) {
  return (
    <Card id="timeline" title="Timeline" aside={<span className="text-meta text-ink3">newest first</span>}>
      <PagedList of={timeline} path={path} params={{ after }} what="the timeline">
        {(items) => (
          <ol className="m-0 grid list-none gap-2 p-0">
            {items.map((entry) => (
              <li key={entry.index} className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
                <span className="text-meta text-ink3">
                  <Time at={entry.at} />
                </span>
                <span className="min-w-0 flex-1 basis-60">
                  {entry.sentence} {entry.outcome !== "success" && <StateBadge state={entry.outcome} />}
                  {entry.isStaling && <StateBadge state="stale">made earlier votes stale</StateBadge>}
                </span>
                <span className="mono text-ink3">
                  {canReadAudit ? <Link href={`/audit/${entry.index}`}>#{entry.index}</Link> : `#${entry.index}`}
                </span>
              </li>
            ))}
          </ol>
        )}
      </PagedList>
    </Card>
  );
}
