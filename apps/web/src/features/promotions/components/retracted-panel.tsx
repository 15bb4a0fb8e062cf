// Evaluations of the versions under review that were taken back: nothing above counts them.
import { evaluationInWords, type PromotionView } from "@chancery/core";
import { Card } from "#components/card.tsx";
import { RetractionNote, Struck } from "#features/versions/components/retraction.tsx";

export function RetractedPanel({ retracted }: Pick<PromotionView, "retracted">) {
  if (retracted.length === 0) return null;
  return (
    <Card
      id="retracted"
      title="Retracted evaluations"
      aside={<span className="text-meta text-ink3">count nowhere</span>}
    >
      <ul className="m-0 grid list-none gap-2 p-0">
        {retracted.map((evaluation) => (
          <li key={evaluation.id} className="min-w-0 wrap-anywhere">
            <Struck retraction={evaluation.retraction}>
              v{evaluation.versionNumber} · {evaluationInWords(evaluation)}, by {evaluation.evaluator}
            </Struck>
            <RetractionNote retraction={evaluation.retraction} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
