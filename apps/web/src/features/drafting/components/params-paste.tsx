// Params pasted as text, read into rows.
"use client";
import { useId, useState } from "react";
import { Button } from "#components/button.tsx";
import { controlClasses } from "#components/field.tsx";
import type { Param } from "../params-text.ts";
import { readParams } from "../pasted-params.ts";

/** Its text belongs to no form: it is read into rows, and those are kept. */
export function Paste({ onRead }: { onRead(params: readonly Param[]): void }) {
  const id = useId();
  const [text, setText] = useState("");
  const [faults, setFaults] = useState<readonly string[]>([]);
  const take = () => {
    const read = readParams(text);
    if (read.faults.length > 0) setFaults(read.faults);
    else if (read.params.length > 0) onRead(read.params);
  };
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-meta text-ink2">
        Lines of name=value, or a JSON object
      </label>
      <textarea
        id={id}
        value={text}
        rows={4}
        autoFocus
        spellCheck={false}
        onChange={(event) => {
          event.stopPropagation();
          setText(event.target.value);
          setFaults([]);
        }}
        className={`${controlClasses} mono resize-y`}
      />
      {faults.length > 0 && (
        <div role="alert">
          <ul className="m-0 grid list-none gap-0.5 p-0 text-meta text-rej">
            {faults.slice(0, 5).map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </div>
      )}
      <div>
        <Button size="small" onClick={take}>
          Put them into the table
        </Button>
      </div>
    </div>
  );
}
