// An empty list: what will appear here, and the next step: one button, one command to copy. Never a drawing.
import type { ReactNode } from "react";
import type { Reason } from "@chancery/core";
import { BlockedNote } from "./blocked-note.tsx";
import { CodeLine } from "./code-line.tsx";

type EmptyStateProps = {
  readonly children: ReactNode;
  readonly action?: ReactNode;
  readonly command?: string;
  /** Why the next step is not the reader's: they are told who takes it instead. */
  readonly blockedBecause?: readonly Reason[];
  /** Named where the page itself says why not. */
  readonly isOffered?: boolean;
};

export function EmptyState({
  children,
  action,
  command,
  blockedBecause = [],
  isOffered = blockedBecause.length === 0,
}: EmptyStateProps) {
  return (
    <div className="mt-3 grid max-w-[72ch] justify-items-start gap-3 border border-line bg-surface px-4 py-5">
      <p className="m-0 text-ink2">{children}</p>
      <BlockedNote reasons={blockedBecause} />
      {isOffered && action}
      {isOffered && command && (
        <div className="w-full">
          <CodeLine code={command} />
        </div>
      )}
    </div>
  );
}
