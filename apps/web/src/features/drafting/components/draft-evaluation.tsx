// An evaluation of a draft, by hand or from a file that never leaves the browser before its rows are seen.
"use client";
import { withUnseenShown } from "@chancery/core";
import { useEffect, useRef, useState } from "react";
import { ActForm } from "#components/act-form.tsx";
import { Button } from "#components/button.tsx";
import { Input, Select } from "#components/field.tsx";
import { LazyPicker } from "#components/lazy-picker.tsx";
import { NameText } from "#components/name-text.tsx";
import { useAct } from "#use-act.ts";
import type { Measured } from "../evaluation-file.ts";
import type { Listed } from "../evaluation-input.ts";
import { metricOf } from "../metric-of.ts";
import { datasetOf, findDatasets, type PickedDataset } from "../find.ts";
import { useTellTyped } from "./draft-parts.tsx";
import { useKept } from "./kept-value.tsx";

type Phase = "training" | "validation";
type Evaluation = {
  readonly phase: Phase;
  readonly slice: string;
  readonly dataset?: PickedDataset;
  readonly metrics: ReturnType<typeof metricOf>[];
};
type DraftEvaluationProps = { readonly versionId: string; readonly listed: Listed };

const cells = ["name", "value", "unit", "lower", "upper"] as const;
const areMeasured = (kept: unknown): kept is readonly Measured[] =>
  Array.isArray(kept) &&
  kept.every((row: Partial<Measured> | null) => cells.every((cell) => typeof row?.[cell] === "string"));
const none: readonly Measured[] = [];
const blank: Measured = { name: "", value: "", unit: "", lower: "", upper: "", direction: undefined };
const maxFileBytes = 2_000_000;
/** What is said of the file that was picked last: how many rows it gave, and what is wrong with it. */
type Said = { readonly from: string | null; readonly taken: number; readonly faults: readonly string[] };
const nothingSaid: Said = { from: null, taken: 0, faults: [] };

export function DraftEvaluation({ versionId, listed }: DraftEvaluationProps) {
  const record = useAct(
    (api, input: Evaluation, once) => api.evaluations.record.mutate({ versionId, ...input }, once),
    {
      done: ({ warnings }) => ["The evaluation is recorded.", ...warnings.map(({ message }) => message)].join(" "),
      onDone: () => {
        setRows(none);
        setSaid(nothingSaid);
      },
    },
  );
  const tell = useTellTyped("evaluation");
  const [rows, setRows, kept] = useKept("metrics", { held: none, is: areMeasured });
  const [said, setSaid] = useState(nothingSaid);
  const measuring = useMeasuring(rows.length > 0);
  const open = measuring?.openOf(rows, listed) ?? [];
  const take = async (file: File) => {
    if (file.size > maxFileBytes)
      return setSaid({ from: file.name, taken: 0, faults: ["the file is longer than 2 MB"] });
    const [{ readEvaluation }, { openOf }] = await Promise.all([import("../evaluation-file.ts"), loadMeasuring()]);
    const read = await readEvaluation(await file.text());
    if (read.rows.length > 0) setRows(read.rows);
    const stillOpen = new Set(openOf(read.rows, listed)); // said below the table, where they are mended
    const faults = read.faults.filter((fault) => !stillOpen.has(fault));
    setSaid({ from: file.name, taken: read.rows.length, faults });
  };
  return (
    <ActForm
      act={record}
      submit="Record the evaluation"
      submitKind="plain"
      onTyped={tell}
      read={(fields) => {
        if (rows.length === 0)
          setSaid({ ...nothingSaid, faults: ["there is nothing to record yet: take a file, or add a metric"] });
        if (rows.length === 0 || !measuring || open.length > 0) return null;
        const dataset = fields.optional("dataset");
        return {
          phase: fields.text("phase") as Phase,
          slice: fields.text("slice"),
          ...(dataset !== undefined && { dataset: datasetOf(dataset) }),
          metrics: rows.map(metricOf),
        };
      }}
    >
      <div className="flex flex-wrap items-center gap-x-1 gap-y-1.5">
        <PickFile onFile={(file) => void take(file)} />
        <Button size="small" kind="quiet" onClick={() => setRows([...rows, blank])}>
          Add a metric
        </Button>
        {said.from !== null && (
          <span className="text-meta text-ink3" role="status">
            <NameText of={said.from} className="mono wrap-anywhere" />
            {said.taken === 0 ? ": nothing was taken from it" : `, ${said.taken} ${said.taken === 1 ? "row" : "rows"}`}
          </span>
        )}
      </div>
      <Faults faults={said.faults} />
      {rows.length > 0 && (
        <>
          {measuring && <measuring.MeasuredTable rows={rows} listed={listed} onChange={setRows} />}
          <Faults faults={open} />
          <div className="grid grid-cols-2 gap-2.5">
            <Select
              label="Phase"
              name="phase"
              defaultValue="validation"
              options={[
                { value: "validation", label: "validation" },
                { value: "training", label: "training" },
              ]}
            />
            <Input label="Slice" name="slice" isRequired={false} maxLength={200} placeholder="all of it" />
          </div>
          <LazyPicker
            label="Measured on"
            name="dataset"
            of="datasets"
            find={findDatasets}
            isRequired={false}
            placeholder="Type a dataset's name"
          />
        </>
      )}
      {kept}
    </ActForm>
  );
}

/** What judges and shows rows comes with the first of them: the tables of known metrics are long. */
const loadMeasuring = async () => {
  const [{ MeasuredTable }, { openOf }] = await Promise.all([
    import("./measured-table.tsx"),
    import("../evaluation-input.ts"),
  ]);
  return { MeasuredTable, openOf };
};
type Measuring = Awaited<ReturnType<typeof loadMeasuring>>;

function useMeasuring(isNeeded: boolean): Measuring | null {
  const [measuring, setMeasuring] = useState<Measuring | null>(null);
  useEffect(() => {
    if (!isNeeded || measuring) return;
    loadMeasuring().then(setMeasuring, reportError); // without the network the rows are kept, and shown after a reload
  }, [isNeeded, measuring]);
  return measuring;
}

const shownFaults = 5;
function Faults({ faults }: { readonly faults: readonly string[] }) {
  if (faults.length === 0) return null;
  return (
    <div role="status">
      <ul className="m-0 grid list-none gap-0.5 p-0 text-meta text-ink2">
        {faults.slice(0, shownFaults).map((fault) => (
          <li key={fault}>{withUnseenShown(fault.charAt(0).toUpperCase() + fault.slice(1))}.</li>
        ))}
        {faults.length > shownFaults && <li>And {faults.length - shownFaults} more.</li>}
      </ul>
    </div>
  );
}

function PickFile({ onFile }: { onFile(file: File): void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button size="small" onClick={() => input.current?.click()}>
        From a CSV or JSON file
      </Button>
      <input
        ref={input}
        type="file"
        accept=".csv,.json,.txt,text/csv,application/json"
        aria-label="A CSV or JSON file of metrics"
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = ""; // so that the same file can be picked again once it is mended
          if (file) onFile(file);
        }}
      />
    </>
  );
}
