// An object and its margin: gates, signatures and dates stand at the right like notes in a ledger, below it where there is no room.
import clsx from "clsx";
import type { ReactNode } from "react";

type MarginRailProps = {
  readonly children: ReactNode;
  readonly rail: ReactNode;
  readonly label: string;
  /** Beside the object the margin stays in view while that is read. */
  readonly isKept?: boolean;
};

export function MarginRail({ children, rail, label, isKept = false }: MarginRailProps) {
  return (
    <div className="mt-3 grid items-start gap-5 rail:grid-cols-[minmax(0,1fr)_20.625rem] print:grid-cols-1">
      <div className="grid min-w-0 gap-3 [&>*]:mt-0">{children}</div>
      <aside aria-label={label} className={clsx("grid min-w-0 gap-3", isKept && keptClasses)}>
        {rail}
      </aside>
    </div>
  );
}

/** Below the top bar, and no higher than the window. */
const keptClasses =
  "rail:sticky rail:top-15 rail:max-h-[calc(100dvh-4.5rem)] rail:overflow-y-auto print:static print:max-h-none print:overflow-visible";
