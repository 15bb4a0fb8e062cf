// Evaluations of a version, newest first: who recorded what, on which data, and when.
import { evaluationInWords, type ListedEvaluation, type MarkedEvaluation } from "@chancery/core";
import { RowHead, Table, Td, Th } from "#components/table.tsx";
import { Time } from "#components/time.tsx";
import { Marks } from "./measurements.tsx";
import { Retract } from "./retract.tsx";
import { RetractionNote, Struck } from "./retraction.tsx";

/** Of an evaluation no more metrics than this stand in its row. */
const shownMetrics = 20;

/** Those that count, as the version's page shows the newest of them. */
export function EvaluationTable({ evaluations }: { readonly evaluations: readonly MarkedEvaluation[] }) {
  return (
    <EvaluationRows
      rows={evaluations.map((evaluation) => ({ ...evaluation, retraction: null, mayRetract: false }))}
      versionId={null}
    />
  );
}

type ListProps = { readonly evaluations: readonly ListedEvaluation[]; readonly versionId: string };

/** All of them, those that were taken back struck through, with the act for who may take one back. */
export const EvaluationList = ({ evaluations, versionId }: ListProps) => (
  <EvaluationRows rows={evaluations} versionId={versionId} />
);

type RowsProps = { readonly rows: readonly ListedEvaluation[]; readonly versionId: string | null };

function EvaluationRows({ rows, versionId }: RowsProps) {
  const hasActs = rows.some(({ mayRetract }) => mayRetract);
  return (
    <Table
      caption="Evaluations"
      head={
        <>
          <Th>Recorded (UTC)</Th>
          <Th>By</Th>
          <Th>Phase</Th>
          <Th>Dataset and slice</Th>
          <Th>Measured</Th>
          {hasActs && (
            <Th>
              <span className="sr-only">Acts</span>
            </Th>
          )}
        </>
      }
    >
      {rows.map((evaluation) => (
        <tr key={evaluation.id}>
          <RowHead>
            <Time at={evaluation.createdAt} isBare />
            <Observed evaluation={evaluation} />
          </RowHead>
          <Td>
            {evaluation.evaluator} <Marks marks={evaluation.marks} />
          </Td>
          <Td>{evaluation.phase}</Td>
          <Td>
            {evaluation.dataset ? `${evaluation.dataset.name} ${evaluation.dataset.version}` : "no dataset"}
            <div className="text-meta text-ink3">{evaluation.slice || "all of it"}</div>
          </Td>
          <Td>
            <Struck retraction={evaluation.retraction}>
              <MetricLines evaluation={evaluation} />
            </Struck>
            <RetractionNote retraction={evaluation.retraction} />
          </Td>
          {hasActs && (
            <Td>
              {evaluation.mayRetract && versionId !== null && (
                <Retract
                  versionId={versionId}
                  id={evaluation.id}
                  target="evaluation"
                  what={evaluationInWords(evaluation)}
                />
              )}
            </Td>
          )}
        </tr>
      ))}
    </Table>
  );
}

function Observed({ evaluation: { observedFrom, observedTo } }: { readonly evaluation: MarkedEvaluation }) {
  if (observedFrom === null && observedTo === null) return null;
  return (
    <div className="text-meta text-ink3">
      observed{" "}
      {observedFrom && (
        <>
          from <Time at={observedFrom} />{" "}
        </>
      )}
      {observedTo && (
        <>
          to <Time at={observedTo} />
        </>
      )}
    </div>
  );
}

function MetricLines({ evaluation: { metrics } }: { readonly evaluation: MarkedEvaluation }) {
  return (
    <ul className="m-0 grid min-w-32 list-none gap-0.5 p-0">
      {metrics.slice(0, shownMetrics).map(({ name, value, unit }) => (
        <li key={name}>
          {name} <span className="mono">{unit === undefined ? value : `${value} ${unit}`}</span>
        </li>
      ))}
      {metrics.length > shownMetrics && <li className="text-ink3">and {metrics.length - shownMetrics} more</li>}
    </ul>
  );
}
