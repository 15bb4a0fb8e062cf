// The evaluations that were taken back, of the versions a promotion compares: shown struck through, counted nowhere.
import type { Dossier, RetractedEvaluation } from "@chancery/core";
import { retractedEvaluations, retractionsOf, type PromotionRow, type Reader } from "@chancery/db";
import { evaluationView } from "../evaluations/evaluation-view.ts";
import { retractionView } from "../evaluations/may-retract.ts";

const shown = 20;

type Compared = { readonly row: PromotionRow; readonly incumbent: Dossier["incumbent"] };

export async function retractedShown(
  reader: Reader,
  { row, incumbent }: Compared,
): Promise<readonly RetractedEvaluation[]> {
  const numbers = new Map([[row.versionId, row.versionNumber]]);
  if (incumbent) numbers.set(incumbent.versionId, incumbent.number);
  const evaluations = await retractedEvaluations(reader, { versionIds: [...numbers.keys()], limit: shown });
  const retractions = await retractionsOf(
    reader,
    evaluations.map(({ id }) => id),
  );
  return evaluations.flatMap((evaluation) => {
    const retraction = retractionView(retractions.get(evaluation.id));
    const versionNumber = numbers.get(evaluation.versionId);
    return retraction && versionNumber !== undefined
      ? [{ ...evaluationView(evaluation), versionNumber, retraction }]
      : [];
  });
}
