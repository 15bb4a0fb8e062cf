// Params row by row: written, pasted, taken from the version before, each with what that one had instead.
"use client";
import { X } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef, useState } from "react";
import { Button } from "#components/button.tsx";
import { leftOut, twice, type Param } from "../params-text.ts";

/** Comes once somebody pastes. */
const Paste = dynamic(() => import("./params-paste.tsx").then((loaded) => loaded.Paste));

export type ParamsBefore = { readonly number: number; readonly params: Readonly<Record<string, string>> };
type ParamsTableProps = {
  readonly params: readonly Param[];
  onChange(params: readonly Param[]): void;
  readonly before: ParamsBefore | null;
};

export function ParamsTable({ params, onChange, before }: ParamsTableProps) {
  const [isPasting, setIsPasting] = useState(false);
  const body = useRef<HTMLTableSectionElement>(null);
  const missing = before ? leftOut(params, before.params) : [];
  const set = (at: number, row: Param) => onChange(params.map((one, n) => (n === at ? row : one)));
  const add = () => {
    onChange([...params, ["", ""]]);
    setTimeout(() => body.current?.querySelector<HTMLInputElement>("tr:last-child input")?.focus());
  };
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <h3 className="m-0 text-meta font-medium text-ink2">Params {params.length}</h3>
        <span className="flex flex-wrap gap-1">
          <Button size="small" kind="quiet" onClick={add}>
            Add a param
          </Button>
          <Button size="small" kind="quiet" onClick={() => setIsPasting(!isPasting)}>
            {isPasting ? "Stop pasting" : "Paste"}
          </Button>
        </span>
      </div>
      {isPasting && (
        <Paste
          onRead={(read) => {
            const pasted = new Map(read);
            const kept = params.filter(([name]) => name !== "" && !pasted.has(name));
            onChange([...kept, ...read]);
            setIsPasting(false);
          }}
        />
      )}
      {params.length > 0 && (
        <table className="w-full table-fixed border-collapse border border-line [&_td]:border [&_td]:border-line">
          <caption className="sr-only">Params</caption>
          <colgroup>
            <col className="w-[42%]" />
            <col />
            <col className="w-8" />
          </colgroup>
          <thead className="sr-only">
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Value</th>
              <th scope="col">Remove</th>
            </tr>
          </thead>
          <tbody ref={body}>
            {params.map((row, at) => (
              <ParamRow
                key={at}
                row={row}
                at={at}
                before={before}
                onSet={(next) => set(at, next)}
                onRemove={() => onChange(params.filter((_, n) => n !== at))}
              />
            ))}
          </tbody>
        </table>
      )}
      {twice(params).map((fault) => (
        <p key={fault} role="alert" className="m-0 text-meta text-rej">
          {fault}
        </p>
      ))}
      {before && missing.length > 0 && (
        <p className="m-0 text-meta wrap-anywhere text-ink3">
          {params.length === 0 ? `v${before.number} has ` : `Not here, but in v${before.number}: `}
          {missing.slice(0, 6).map(([name], at) => (
            <span key={name}>
              {at > 0 && ", "}
              <span className="mono">{name}</span>
            </span>
          ))}
          {missing.length > 6 && ` and ${missing.length - 6} more`}.{" "}
          <Button
            size="small"
            kind="link"
            onClick={() => onChange([...params.filter(([name]) => name !== ""), ...missing])}
          >
            Take over from v{before.number}
          </Button>
        </p>
      )}
    </div>
  );
}

type ParamRowProps = {
  readonly row: Param;
  readonly at: number;
  readonly before: ParamsBefore | null;
  onSet(row: Param): void;
  onRemove(): void;
};

const cellClasses = "mono w-full min-w-0 bg-transparent px-2 py-0.75 text-[0.78125rem]/5 text-ink";

function ParamRow({ row: [name, value], at, before, onSet, onRemove }: ParamRowProps) {
  const was = before?.params[name];
  const isOther = before !== null && name !== "" && was !== value;
  return (
    <tr>
      <td>
        <input
          aria-label={`Name of param ${at + 1}`}
          value={name}
          maxLength={250}
          spellCheck={false}
          onChange={(event) => onSet([event.target.value, value])}
          className={cellClasses}
        />
      </td>
      <td>
        <span className="flex flex-wrap items-baseline">
          <input
            aria-label={`Value of ${name || `param ${at + 1}`}`}
            value={value}
            maxLength={6000}
            spellCheck={false}
            onChange={(event) => onSet([name, event.target.value])}
            className={`${cellClasses} flex-1 basis-16 ${isOther ? "bg-accent-bg underline decoration-accent decoration-1 underline-offset-3" : ""}`}
          />
          {isOther && (
            <span className="mono max-w-full px-2 text-[0.75rem]/5 wrap-anywhere text-ink3">
              {was === undefined ? `not in v${before.number}` : `v${before.number}: ${was === "" ? "empty" : was}`}
            </span>
          )}
        </span>
      </td>
      <td className="text-center">
        <button
          type="button"
          onClick={onRemove}
          aria-label={`Remove ${name || `param ${at + 1}`}`}
          className="inline-grid size-6 place-items-center rounded text-ink3 hover:bg-raised hover:text-ink"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      </td>
    </tr>
  );
}
