// One entry: what happened, the bytes that say so, and the proof that they are in the signed log.
import { answered, noSuchPage } from "#answered.tsx";
import { Digest } from "#components/digest.tsx";
import { MarginRail } from "#components/margin-rail.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import { VerdictLine } from "#components/verdict-line.tsx";
import { EntryData, EntryDisclosures, EntryFacts, RawLeaf } from "#features/audit/components/entry-leaf.tsx";
import { EntryNeighbours } from "#features/audit/components/entry-neighbours.tsx";
import { EntryProofCard } from "#features/audit/components/entry-proof-card.tsx";
import { loadEntry } from "#features/audit/loaders.ts";
import { requirePortal } from "#house.ts";

type EntryPageProps = { readonly params: Promise<{ index: string }> };

export const metadata = { title: "Audit entry" };

export default answered("/audit/[index]", async function EntryPage({ params }: EntryPageProps) {
  const { api } = await requirePortal();
  const { index } = await params;
  if (!/^(0|[1-9]\d{0,15})$/.test(index)) throw noSuchPage();
  const loaded = await loadEntry(api, Number(index));
  const { entry, status } = loaded;
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
        <EntryDisclosures disclosures={entry.disclosures} />
        <RawLeaf leaf={entry.leaf} />
      </MarginRail>
    </>
  );
});
