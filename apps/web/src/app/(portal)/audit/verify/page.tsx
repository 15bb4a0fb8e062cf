// The log as a whole: its key to pin, its newest checkpoint, the full check, and the comparison with a checkpoint kept elsewhere.
import { answered } from "#answered.tsx";
import { Card } from "#components/card.tsx";
import { CodeLine } from "#components/code-line.tsx";
import { MarginRail } from "#components/margin-rail.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { GrowthCheck } from "#features/audit/components/growth-check.tsx";
import { LogCheck } from "#features/audit/components/log-check.tsx";
import { LogSummary } from "#features/audit/components/log-summary.tsx";
import { NewestCheckpoint, PinnedKey } from "#features/audit/components/log-identity.tsx";
import { requirePortal } from "#house.ts";

export const metadata = { title: "Verify the log" };

export default answered("/audit/verify", async function VerifyPage() {
  const { api } = await requirePortal();
  const loaded = await api.audit.status({});
  const status = loaded;
  return (
    <>
      <PageHeader title="Verify the log">
        <LogSummary status={status} />
      </PageHeader>
      <MarginRail
        label="Key and checkpoint"
        rail={
          <>
            <PinnedKey status={status} />
            <NewestCheckpoint status={status} />
          </>
        }
      >
        <Card title="Check the stored log">
          <LogCheck />
        </Card>
        <Card title="Compare with a checkpoint kept elsewhere">
          <GrowthCheck verifierKey={status.verifierKey} />
        </Card>
        <Card title="Verify an export on another machine">
          <CodeLine code={`chancery audit verify log.ndjson --key '${status.verifierKey}'`} />
        </Card>
      </MarginRail>
    </>
  );
});
