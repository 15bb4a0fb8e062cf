// A short word on a tint. For states take StateBadge, which also picks shape and tone.
import clsx from "clsx";
import type { ReactNode } from "react";
import { Mark, type MarkShape } from "./mark.tsx";
import { toneClasses, type Tone } from "./tone.ts";

type TagProps = {
  readonly tone?: Tone;
  readonly mark?: MarkShape;
  readonly children: ReactNode;
  readonly title?: string;
};

export function Tag({ tone = "plain", mark, children, title }: TagProps) {
  return (
    <span
      title={title}
      className={clsx(
        "inline-flex max-w-full items-center gap-[5px] rounded py-px pr-[7px] align-middle text-[12px]/[18px] font-medium",
        mark ? "pl-[6px]" : "pl-[7px]",
        toneClasses[tone],
      )}
    >
      {mark && <Mark shape={mark} />}
      <span className="min-w-0 whitespace-nowrap">{children}</span>
    </span>
  );
}

/** A key and its value, as people tag things. */
export function KeyTag({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <span className="inline-flex max-w-full items-baseline rounded border border-line bg-surface text-[12px]/[18px]">
      <span className="border-r border-line px-[6px] text-ink3">{name}</span>
      <span className="mono min-w-0 px-[6px] text-[12px] text-ink">{value || "—"}</span>
    </span>
  );
}
