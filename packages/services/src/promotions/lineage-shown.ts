// A dossier's lineage as its reader may see it: the dossier is read by more people than could see all it names when it was frozen.
import type { Dossier } from "@chancery/core";
import { lineageOf, type EdgeRow, type Reader, type Visible } from "@chancery/db";
import { lineageView } from "../lineage/lineage-view.ts";

const shown = 100;

/** Edges as they are now, and the dossier without names of what the reader may not see. */
export async function lineageShown(
  reader: Reader,
  { dossier, versionId, visible }: { readonly dossier: Dossier; readonly versionId: string; readonly visible: Visible },
) {
  // Edges are only added, and both are read in the order they were recorded: the first ones are the frozen ones.
  const limit = Math.max(shown, dossier.lineage.length);
  const edges = await lineageOf(reader, visible, { versionId, limit });
  const lineage = dossier.lineage.map((line, at) => withoutHidden(line, edges[at]));
  return { lineage: edges.slice(0, shown).map(lineageView), dossier: { ...dossier, lineage } };
}

function withoutHidden(line: Dossier["lineage"][number], edge: EdgeRow | undefined) {
  const isHiddenBase = line.kind === "derived_from" && !edge?.baseVersion;
  if (isHiddenBase) return { ...line, summary: "a version of another model" };
  const isOnDataset = line.kind === "trained_on" || line.kind === "evaluated_on";
  return isOnDataset && !edge?.dataset ? { ...line, summary: "a dataset you may not see" } : line;
}
