// The sheet of keys, and the one switch for all single letters.
"use client";
import { useState } from "react";
import { CoverDialog } from "#components/dialog.tsx";
import { chords, letters, type KeyLine } from "./keys.ts";

type KeySheetProps = {
  readonly hasKeys: boolean;
  onChoose(hasKeys: boolean): void;
  onClose(): void;
};

export function KeySheet({ hasKeys, onChoose, onClose }: KeySheetProps) {
  const [isOpen, setIsOpen] = useState(true);
  return (
    <CoverDialog title="Keyboard" isOpen={isOpen} onOpenChange={setIsOpen} onClosed={onClose}>
      <KeyList title="Everywhere" lines={chords} />
      <KeyList title="Outside fields" lines={letters} />
      <label className="flex cursor-pointer items-start gap-2 border-t border-line pt-3">
        <input
          type="checkbox"
          checked={hasKeys}
          onChange={(event) => onChoose(event.target.checked)}
          className="mt-0.5 size-4 shrink-0 accent-accent"
        />
        <span>
          Single letters are shortcuts
          <span className="block text-meta text-ink3">
            Kept in this browser. You can also reach everything with Tab and the palette.
          </span>
        </span>
      </label>
    </CoverDialog>
  );
}

function KeyList({ title, lines }: { readonly title: string; readonly lines: readonly KeyLine[] }) {
  return (
    <section aria-label={title}>
      <h3 className="m-0 mb-1 text-meta font-medium text-ink3">{title}</h3>
      <dl className="m-0 grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1">
        {lines.map(({ keys, words }) => (
          <div key={words} className="contents">
            <dt>{words}</dt>
            <dd className="m-0 flex justify-end gap-1">
              {keys.map((key) => (
                <kbd key={key} className="rounded border border-line bg-raised px-1.5 text-[0.75rem]/5">
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
