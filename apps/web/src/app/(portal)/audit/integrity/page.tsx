// Integrity: whether the log is whole and the tables are what it says, since when, and what to do where they are not.
import { answered } from "#answered.tsx";
import { Card } from "#components/card.tsx";
import { CodeLine } from "#components/code-line.tsx";
import { MarginRail } from "#components/margin-rail.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { CheckNow } from "#features/audit/components/check-now.tsx";
import { CheckpointPlaces } from "#features/audit/components/checkpoint-places.tsx";
import { CompareCheckpoint } from "#features/audit/components/compare-checkpoint.tsx";
import { IntegrityVerdict } from "#features/audit/components/integrity-verdict.tsx";
import { KindsTable } from "#features/audit/components/kinds-table.tsx";
import { LastCheck } from "#features/audit/components/last-check.tsx";
import { NewestCheckpoint, PinnedKey } from "#features/audit/components/log-identity.tsx";
import { LogLine } from "#features/audit/components/log-line.tsx";
import { RowContrasts } from "#features/audit/components/row-contrasts.tsx";
import { UnderWay } from "#features/audit/components/under-way.tsx";
import { requirePortal } from "#house.ts";

export const metadata = { title: "Integrity" };

export default answered("/audit/integrity", async function IntegrityPage() {
  const { api } = await requirePortal();
  const stands = await api.audit.integrity({});
  return (
    <>
      <PageHeader title="Integrity" actions={<CheckNow isUnderWay={stands.running?.isBrokenOff === false} />}>
        The log is the truth: every governed row is checked against the entry that records it.
      </PageHeader>
      <IntegrityVerdict stands={stands} />
      <UnderWay running={stands.running} size={stands.size} />
      <MarginRail
        label="Check, checkpoints and key"
        rail={
          <>
            <LastCheck stands={stands} />
            <CheckpointPlaces stands={stands} />
            <PinnedKey status={stands} />
            <NewestCheckpoint status={stands} />
          </>
        }
      >
        <LogLine stands={stands} />
        <RowContrasts contrasts={stands.contrasts} />
        <KindsTable kinds={stands.lastCheck?.kinds ?? []} />
        <Card title="Compare with a checkpoint kept elsewhere">
          <CompareCheckpoint origin={stands.origin} verifierKey={stands.verifierKey} />
        </Card>
        <Card title="Verify an export on another machine">
          <CodeLine code={`chancery audit verify log.ndjson --key '${stands.verifierKey}'`} />
        </Card>
      </MarginRail>
    </>
  );
});
