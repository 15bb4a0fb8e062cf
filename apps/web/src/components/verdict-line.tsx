// The one sentence a page comes down to.
import type { ReactNode } from "react";

export function VerdictLine({ children }: { readonly children: ReactNode }) {
  return (
    <div className="mt-3 border border-l-[3px] border-line border-l-accent bg-surface px-3.5 py-2.25">{children}</div>
  );
}
