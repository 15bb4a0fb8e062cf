// What the server says about an entry's place in the log, and the means not to take its word for it.
import type { AuditEntryDetail, LogStatus } from "@chancery/core";
import { Card } from "#components/card.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import { EntryProof } from "./entry-proof.tsx";

export function EntryProofCard({ entry, status }: { readonly entry: AuditEntryDetail; readonly status: LogStatus }) {
  return (
    <Card title="Proof" aside={<ServerWord isIncluded={entry.isIncluded} />}>
      {entry.proof === null ? (
        <p className="m-0 text-meta text-ink2">
          No signed checkpoint covers this entry yet. One is signed within seconds of the entry; reload the page then.
        </p>
      ) : (
        <EntryProof
          index={entry.index}
          leaf={entry.leaf}
          leafHash={entry.leafHash}
          proof={entry.proof}
          verifierKey={status.verifierKey}
        />
      )}
    </Card>
  );
}

function ServerWord({ isIncluded }: Pick<AuditEntryDetail, "isIncluded">) {
  if (isIncluded === null) return <StateBadge state="waiting">not covered yet</StateBadge>;
  return isIncluded ? (
    <StateBadge state="verified">in the tree</StateBadge>
  ) : (
    <StateBadge state="failed">does not fit the tree</StateBadge>
  );
}
