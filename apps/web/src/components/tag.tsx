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
        "inline-flex max-w-full items-center gap-1.25 rounded py-px pr-1.75 align-middle text-[0.75rem]/4.5 font-medium",
        mark ? "pl-1.5" : "pl-1.75",
        toneClasses[tone],
      )}
    >
      {mark && <Mark shape={mark} />}
      <span className={clsx("min-w-0", isLong(children) ? "wrap-anywhere" : "sm:whitespace-nowrap")}>{children}</span>
    </span>
  );
}

/** What people named may be as long as a line. */
const isLong = (children: ReactNode) => typeof children === "string" && children.length > 40;

/** A key and its value, as people tag things. */
export function KeyTag({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <span className="inline-flex max-w-full items-stretch rounded border border-line bg-surface text-[0.75rem]/4.5">
      <span className="max-w-[min(14rem,40vw)] shrink-0 border-r border-line px-1.5 wrap-anywhere text-ink3">
        {name}
      </span>
      <span className="mono min-w-0 px-1.5 wrap-anywhere text-[0.75rem] text-ink">{value || "—"}</span>
    </span>
  );
}
