// The one sentence a page comes down to.
import clsx from "clsx";
import type { ReactNode } from "react";

export function VerdictLine({
  children,
  isAlarm = false,
}: {
  readonly children: ReactNode;
  readonly isAlarm?: boolean;
}) {
  return (
    <div
      className={clsx(
        "mt-3 border border-l-[3px] border-line bg-surface px-3.5 py-2.25",
        isAlarm ? "border-l-rej" : "border-l-accent",
      )}
    >
      {children}
    </div>
  );
}
