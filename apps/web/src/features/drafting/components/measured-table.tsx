// The metrics of an evaluation before it is recorded: each cell can be written over, and an open direction is asked for.
"use client";
import { directions, type Direction } from "@chancery/core";
import clsx from "clsx";
import { X } from "lucide-react";
import type { Measured } from "../evaluation-file.ts";
import { directionOf, type Listed } from "../evaluation-input.ts";

type MeasuredTableProps = {
  readonly rows: readonly Measured[];
  readonly listed: Listed;
  onChange(rows: readonly Measured[]): void;
};

export function MeasuredTable({ rows, listed, onChange }: MeasuredTableProps) {
  const set = (at: number, change: Partial<Measured>) =>
    onChange(rows.map((row, n) => (n === at ? { ...row, ...change } : row)));
  return (
    <div
      className="max-h-96 overflow-auto border border-line"
      role="region"
      aria-label="Metrics to record"
      tabIndex={0}
    >
      <table className="w-full border-collapse text-[0.78125rem]/5">
        <thead className="text-left text-head text-ink3">
          <tr className="border-b border-line [&>th]:px-2 [&>th]:py-1.5 [&>th]:font-medium">
            <th scope="col">Metric</th>
            <th scope="col" className="text-right">
              Value
            </th>
            <th scope="col">Better</th>
            <th scope="col">
              <span className="sr-only">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody className="[&>tr:not(:last-child)]:border-b [&>tr]:border-line">
          {rows.map((row, at) => (
            <MeasuredRow
              key={at}
              row={row}
              at={at}
              said={directionOf(row, listed)}
              onSet={(change) => set(at, change)}
              onRemove={() => onChange(rows.filter((_, n) => n !== at))}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type MeasuredRowProps = {
  readonly row: Measured;
  readonly at: number;
  readonly said: ReturnType<typeof directionOf>;
  onSet(change: Partial<Measured>): void;
  onRemove(): void;
};

const inputClasses = "mono w-full min-w-14 bg-transparent px-2 py-0.75 text-ink";

function MeasuredRow({ row, at, said, onSet, onRemove }: MeasuredRowProps) {
  const called = row.name || `row ${at + 1}`;
  const besides = besidesOf(row);
  return (
    <tr className={clsx(said === undefined && row.name !== "" && "bg-stg-bg")}>
      <td>
        <input
          aria-label={`Metric of row ${at + 1}`}
          value={row.name}
          maxLength={200}
          spellCheck={false}
          onChange={(event) => onSet({ name: event.target.value })}
          title={row.name}
          className={`${inputClasses} min-w-28`}
        />
        {besides && <div className="mono px-2 pb-1 text-meta text-ink3">{besides}</div>}
      </td>
      <td>
        <input
          aria-label={`Value of ${called}`}
          value={row.value}
          maxLength={64}
          inputMode="decimal"
          onChange={(event) => onSet({ value: event.target.value.trim() })}
          className={`${inputClasses} text-right`}
        />
      </td>
      <td className="px-1">
        <select
          aria-label={`Which way ${called} is better`}
          value={said?.direction ?? ""}
          title={said?.by}
          onChange={(event) => onSet({ direction: event.target.value as Direction })}
          className="w-full min-w-22 rounded border border-control bg-surface px-1 py-px text-ink"
        >
          {said === undefined && <option value="">say which</option>}
          {directions.map((direction) => (
            <option key={direction}>{direction}</option>
          ))}
        </select>
      </td>
      <td>
        <button
          type="button"
          onClick={onRemove}
          aria-label={`Leave out ${called}`}
          className="inline-grid size-6 place-items-center rounded text-ink3 hover:bg-raised hover:text-ink"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      </td>
    </tr>
  );
}

/** The unit and the bounds, where the file said them. */
const besidesOf = ({ unit, lower, upper }: Measured): string =>
  [unit, lower === "" && upper === "" ? "" : `95 %: ${lower || "…"} to ${upper || "…"}`].filter(Boolean).join(" · ");
