// One entry: what happened, the bytes that say so, and the proof that they are in the signed log.
import { answered, noSuchPage, type Asked } from "#answered.tsx";
import { Digest } from "#components/digest.tsx";
import { MarginRail } from "#components/margin-rail.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import { VerdictLine } from "#components/verdict-line.tsx";
import { EntryDisclosures } from "#features/audit/components/entry-disclosures.tsx";
import { EntryData, EntryFacts, RawLeaf } from "#features/audit/components/entry-leaf.tsx";
import { EntryNeighbours } from "#features/audit/components/entry-neighbours.tsx";
import { EntryProofCard } from "#features/audit/components/entry-proof-card.tsx";
import { loadEntry } from "#features/audit/loaders.ts";
import { requirePortal } from "#house.ts";

type EntryPageProps = { readonly params: Promise<{ index: string }> } & Asked<"/audit/[index]">;

export const metadata = { title: "Audit entry" };

export default answered("/audit/[index]", async function EntryPage({ params, query: { open } }: EntryPageProps) {
  const { api, me } = await requirePortal();
  const { index } = await params;
  if (!/^(0|[1-9]\d{0,15})$/.test(index)) throw noSuchPage();
  const { entry, status } = await loadEntry(api, Number(index));
  const mayOpen = me.grants.some(({ role, scope }) => role === "auditor" && scope === "organisation");
  const opened = open !== undefined && mayOpen ? (await api.audit.open({ index: entry.index })).disclosures : undefined;
  return (
    <>
      <PageHeader
        title={`Entry ${entry.index.toLocaleString("en")}`}
        badges={<StateBadge state={entry.outcome} />}
        actions={<EntryNeighbours index={entry.index} size={status.size} />}
      >
        <Digest sha256={entry.leafHash} hasPrefix={false} />
      </PageHeader>
      <VerdictLine>{entry.sentence}</VerdictLine>
      <MarginRail label="Proof" rail={<EntryProofCard entry={entry} status={status} />}>
        <EntryFacts entry={entry} />
        <EntryData leaf={entry.leaf} />
        <EntryDisclosures entry={entry} opened={opened} mayOpen={mayOpen} />
        <RawLeaf leaf={entry.leaf} />
      </MarginRail>
    </>
  );
});
