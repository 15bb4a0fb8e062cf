// Metrics against the incumbent: value, value, change; better or worse by the metric's own direction and never by colour alone.
import { reasonsInWords, type MetricRow } from "@chancery/core";
import type { ReactNode } from "react";
import { Mark, type MarkShape } from "#components/mark.tsx";
import { RowHead, Table, Td, Th } from "#components/table.tsx";
import { Tag } from "#components/tag.tsx";
import type { Tone } from "#components/tone.ts";
import { changeText, metricPage, notComparable, percent, verdictWords } from "../format.ts";
import { sentence } from "#components/sentence.ts";
import { Measurements, ValueMarks } from "./measurements.tsx";

type MetricTableProps = {
  readonly rows: readonly MetricRow[];
  readonly candidate: string;
  readonly incumbent: string | null;
  readonly isUnchangedOpen?: boolean;
  /** Which page of the rows; the first unless said. */
  readonly page?: number;
  /** Where all rows are, page by page. */
  readonly more?: ReactNode;
};

export function MetricTable({ rows, candidate, incumbent, isUnchangedOpen = false, page = 1, more }: MetricTableProps) {
  const { shown: onPage, from, count } = metricPage(rows, page);
  const unchanged = onPage.filter((row) => row.verdict === "equal");
  const shown = onPage.filter((row) => row.verdict !== "equal");
  const head = <Head candidate={candidate} incumbent={incumbent} />;
  return (
    <div>
      {shown.length > 0 && (
        <Table
          caption={`Metrics of ${candidate}${incumbent ? ` against ${incumbent}` : ""}`}
          head={head}
          keepsColumns={incumbent === null}
        >
          {shown.map((row) => (
            <Row key={keyOf(row)} row={row} candidate={candidate} incumbent={incumbent} />
          ))}
        </Table>
      )}
      {unchanged.length > 0 && (
        <details className="mt-2" open={isUnchangedOpen}>
          <summary className="text-meta text-ink2">
            {unchanged.length} {unchanged.length === 1 ? "metric" : "metrics"} unchanged
            {count > onPage.length && " on this page"}
          </summary>
          <Table caption="Unchanged metrics" head={head}>
            {unchanged.map((row) => (
              <Row key={keyOf(row)} row={row} candidate={candidate} incumbent={incumbent} />
            ))}
          </Table>
        </details>
      )}
      {count > onPage.length && (
        <p className="mt-2 mb-0 text-meta text-ink2">
          Rows {from} to {from + onPage.length - 1} of {count}, what changed first. {more}
        </p>
      )}
    </div>
  );
}

const keyOf = (row: MetricRow) => [row.phase, row.datasetName, row.slice, row.name].join("\u0000");

type Sides = Pick<MetricTableProps, "candidate" | "incumbent">;

function Head({ candidate, incumbent }: Sides) {
  return (
    <>
      <Th>Metric</Th>
      {incumbent !== null && <Th isNumber>{incumbent}</Th>}
      <Th isNumber>{candidate}</Th>
      {incumbent !== null && <Th isNumber>Change</Th>}
      {incumbent !== null && <Th>Verdict</Th>}
    </>
  );
}

function Row({ row, candidate, incumbent }: Sides & { readonly row: MetricRow }) {
  const where = [row.datasetName ?? "no dataset", row.slice || "all", row.phase].join(" · ");
  return (
    <tr>
      <RowHead>
        {row.name}
        {row.unit && `, ${row.unit}`}
        <div className="text-meta text-ink3">
          {where}
          {row.direction !== "none" && ` · ${row.direction} is better`}
        </div>
        {row.notes.map(({ code, message }) => (
          <div key={code} className="flex items-start gap-1 font-sans text-meta text-ink2">
            <Mark shape="stop" /> {sentence(message)}
          </div>
        ))}
        <Measurements row={row} sides={{ candidate, incumbent }} />
      </RowHead>
      {incumbent !== null && (
        <Td isNumber column={incumbent}>
          {row.incumbent ?? "—"}
          <ValueMarks measured={row.measured.incumbent} />
        </Td>
      )}
      <Td isNumber column={candidate}>
        {row.candidate ?? "—"}
        <ValueMarks measured={row.measured.candidate} />
      </Td>
      {incumbent !== null && (
        <Td
          isNumber
          column="Change"
          {...(row.verdict in changeTone && { className: changeTone[row.verdict as keyof typeof changeTone] })}
        >
          {row.change === null ? "—" : changeText(row.change)}
          {row.relativeChange !== null && row.verdict !== "equal" && (
            <div className="text-meta text-ink3">{percent(row.relativeChange)}</div>
          )}
        </Td>
      )}
      {incumbent !== null && (
        <Td column="Verdict">
          <VerdictTag row={row} />
        </Td>
      )}
    </tr>
  );
}

const changeTone = { better: "text-prd", worse: "text-rej" } as const;

const looks = {
  better: { tone: "settled", mark: "check" },
  worse: { tone: "rejected", mark: "cross" },
  changed: { tone: "plain", mark: "diamond" },
  equal: { tone: "past", mark: "dash" },
  new: { tone: "accent", mark: "diamond" },
  missing: { tone: "changes", mark: "stop" },
  "not-comparable": { tone: "blocked", mark: "stop" },
} as const satisfies Record<MetricRow["verdict"], { tone: Tone; mark: MarkShape }>;

const whyOf = ({ notes }: MetricRow) => (notes.length === 0 ? notComparable : reasonsInWords(notes));

function VerdictTag({ row }: { readonly row: MetricRow }) {
  const { tone, mark } = looks[row.verdict];
  return (
    <Tag tone={tone} mark={mark} {...(row.verdict === "not-comparable" && { title: whyOf(row) })}>
      {verdictWords[row.verdict]}
    </Tag>
  );
}

/** The count of what can not be compared, for the line below a table. */
export function ComparisonNote({ rows }: { readonly rows: readonly MetricRow[] }) {
  const odd = rows.filter((row) => row.verdict === "not-comparable").length;
  if (odd === 0) return null;
  return (
    <p className="m-0 flex items-center gap-2 text-meta text-ink2">
      <Mark shape="stop" /> {odd} not comparable: each row says why.
    </p>
  );
}
