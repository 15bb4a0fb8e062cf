// An object and its margin: gates, signatures and dates stand at the right like notes in a ledger, below it where there is no room.
import type { ReactNode } from "react";

type MarginRailProps = { readonly children: ReactNode; readonly rail: ReactNode; readonly label: string };

export function MarginRail({ children, rail, label }: MarginRailProps) {
  return (
    <div className="mt-3 grid items-start gap-5 rail:grid-cols-[minmax(0,1fr)_20.625rem] print:grid-cols-1">
      <div className="grid min-w-0 gap-3 [&>*]:mt-0">{children}</div>
      <aside aria-label={label} className="grid min-w-0 gap-3">
        {rail}
      </aside>
    </div>
  );
}
