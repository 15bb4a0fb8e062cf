// A dossier's lineage as its reader may see it: the dossier is read by more people than could see all it names when it was frozen.
import type { Dossier, PromotionView } from "@chancery/core";
import { lineageOf, retractionsOf, type EdgeRow, type Reader, type Visible } from "@chancery/db";
import { retractionView } from "../evaluations/may-retract.ts";
import { lineageView } from "../lineage/lineage-view.ts";

const shown = 100;

/** Edges as they are now, and dossiers without names of what the reader may not see. */
export async function lineageShown(
  reader: Reader,
  {
    dossiers,
    versionId,
    visible,
  }: { readonly dossiers: readonly (Dossier | null)[]; readonly versionId: string; readonly visible: Visible },
): Promise<Pick<PromotionView, "lineage"> & { readonly dossiers: readonly (Dossier | null)[] }> {
  // Edges are only added, and read in the order they were recorded: of a dossier that names none the first ones are the frozen ones.
  // Those that were retracted since are read too: a dossier may hold them, and the page shows that they were.
  const limit = shown + Math.max(...dossiers.map((dossier) => dossier?.lineage.length ?? 0));
  const edges = await lineageOf(reader, visible, { versionId, limit, isWhole: true });
  const first = edges.slice(0, shown);
  const retractions = await retractionsOf(
    reader,
    first.map(({ id }) => id),
  );
  const edgeOf = ({ edgeId }: Dossier["lineage"][number], at: number) =>
    edgeId === undefined ? edges[at] : edges.find(({ id }) => id === edgeId);
  return {
    lineage: first.map((edge) => ({ ...lineageView(edge), retraction: retractionView(retractions.get(edge.id)) })),
    dossiers: dossiers.map(
      (dossier) =>
        dossier && { ...dossier, lineage: dossier.lineage.map((line, at) => withoutHidden(line, edgeOf(line, at))) },
    ),
  };
}

function withoutHidden(line: Dossier["lineage"][number], edge: EdgeRow | undefined) {
  const isHiddenBase = line.kind === "derived_from" && !edge?.baseVersion;
  if (isHiddenBase) return { ...line, summary: "a version of another model" };
  const isOnDataset = line.kind === "trained_on" || line.kind === "evaluated_on";
  return isOnDataset && !edge?.dataset ? { ...line, summary: "a dataset you may not see" } : line;
}
