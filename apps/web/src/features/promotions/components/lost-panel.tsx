// In place of a comparison that only the database held, where somebody changed it: what is gone, what is left, and who says so.
import type { PromotionView } from "@chancery/core";
import { Card } from "#components/card.tsx";
import { Link } from "#components/link.tsx";
import { promotionPath } from "../format.ts";

type LostPanelProps = {
  readonly promotion: PromotionView;
  readonly entry: number | null;
  readonly canReadAudit: boolean;
};

export function LostPanel({ promotion, entry, canReadAudit }: LostPanelProps) {
  const { revision, newestRevision } = promotion;
  return (
    <Card id="lost" title="The comparison is lost">
      <p className="m-0">
        What revision {revision} showed of metrics, schema, params, environment and files was stored only in the
        database, and somebody changed it there.{" "}
        {entry === null ? (
          "Ask an admin to check the audit log."
        ) : (
          <>
            Entry{" "}
            <span className="mono">
              {canReadAudit ? (
                <Link href={`/audit/${entry}`}>#{entry.toLocaleString("en")}</Link>
              ) : (
                `#${entry.toLocaleString("en")}`
              )}
            </span>{" "}
            of the audit log tells of the repair that found it lost.
          </>
        )}{" "}
        A backup from before still has it.
      </p>
      <p className="mt-2 mb-0 text-ink2">
        The rest is as it was recorded: who requested it and why, the votes, and the digests they were cast on.
        {revision !== newestRevision && (
          <>
            {" "}
            <Link href={promotionPath(promotion)}>Revision {newestRevision}</Link> shows the comparison, frozen again.
          </>
        )}
      </p>
    </Card>
  );
}
