// Who measured a value and when, what marks it, and everything else that was measured for the same row.
import { markWords, type Measured, type Measurement, type MeasurementMark, type MetricRow } from "@chancery/core";
import { Tag } from "#components/tag.tsx";
import { Time } from "#components/time.tsx";
import { becauseWords } from "../format.ts";

/** Closed at first: one line that says how many measurements there are on each side. */
export function Measurements({ row, sides }: { readonly row: MetricRow; readonly sides: SideNames }) {
  const { candidate, incumbent } = row.measured;
  if (!candidate && !incumbent) return null;
  const count = (candidate?.count ?? 0) + (incumbent?.count ?? 0);
  return (
    <details className="font-sans text-meta text-ink3">
      <summary>{count === 1 ? "one measurement" : `${count} measurements`}</summary>
      {candidate && <SideList name={sides.candidate} measured={candidate} />}
      {incumbent && <SideList name={sides.incumbent ?? "incumbent"} measured={incumbent} />}
    </details>
  );
}

type SideNames = { readonly candidate: string; readonly incumbent: string | null };

/** Beside the one that is shown, of each side. */
const shownOthers = 3;

function SideList({ name, measured }: { readonly name: string; readonly measured: Measured }) {
  const unlisted = measured.count - 1 - Math.min(measured.others.length, shownOthers);
  return (
    <section aria-label={`Measurements of ${name}`} className="mt-1">
      <p className="m-0 text-ink2">
        {name}: {becauseWords[measured.because]}
      </p>
      <ul className="m-0 grid list-none gap-0.5 p-0">
        {[measured, ...measured.others.slice(0, shownOthers)].map((one) => (
          <Line key={one.evaluationId} measurement={one} />
        ))}
      </ul>
      {unlisted > 0 && <p className="m-0">{unlisted} more: the version&rsquo;s list of evaluations has all of them.</p>}
    </section>
  );
}

function Line({
  measurement: { value, unit, lower, upper, evaluator, at, marks },
}: {
  readonly measurement: Measurement;
}) {
  return (
    <li>
      <span className="mono text-ink">{unit === null ? value : `${value} ${unit}`}</span>
      {(lower !== null || upper !== null) && ` (${lower ?? "…"} to ${upper ?? "…"})`} by {evaluator}, <Time at={at} />{" "}
      <Marks marks={marks} />
    </li>
  );
}

/** What has to be known at the value itself: what marks it, and what was recorded since that does not take its place. */
export function ValueMarks({ measured }: { readonly measured: Measured | null }) {
  if (measured === null) return null;
  const later = measured.others.find(({ marks }) => isLater(marks));
  const marks = measured.marks.filter((mark) => mark !== "rested-on");
  return (
    <div className="ml-auto max-w-44 font-sans text-meta whitespace-normal text-chg empty:hidden">
      {marks.map((mark) => (
        <div key={mark}>{markWords[mark]}</div>
      ))}
      {later && (
        <div>
          {later.value} {later.marks.map((mark) => markWords[mark]).join(", ")}
        </div>
      )}
    </div>
  );
}
const isLater = (marks: readonly MeasurementMark[]) =>
  marks.includes("after-approval") || marks.includes("after-dossier");

export function Marks({ marks }: { readonly marks: readonly MeasurementMark[] }) {
  return marks.map((mark) => (
    <Tag key={mark} tone={mark === "rested-on" ? "verified" : "changes"} mark={mark === "rested-on" ? "check" : "stop"}>
      {markWords[mark]}
    </Tag>
  ));
}
