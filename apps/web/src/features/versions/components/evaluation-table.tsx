// Evaluations of a version, newest first: who recorded what, on which data, and when.
import type { ListedEvaluation } from "@chancery/core";
import { RowHead, Table, Td, Th } from "#components/table.tsx";
import { Time } from "#components/time.tsx";
import { Marks } from "./measurements.tsx";

/** Of an evaluation no more metrics than this stand in its row. */
const shownMetrics = 20;

export function EvaluationTable({ evaluations }: { readonly evaluations: readonly ListedEvaluation[] }) {
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
        </>
      }
    >
      {evaluations.map((evaluation) => (
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
            <MetricLines evaluation={evaluation} />
          </Td>
        </tr>
      ))}
    </Table>
  );
}

function Observed({ evaluation: { observedFrom, observedTo } }: { readonly evaluation: ListedEvaluation }) {
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

function MetricLines({ evaluation: { metrics } }: { readonly evaluation: ListedEvaluation }) {
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
