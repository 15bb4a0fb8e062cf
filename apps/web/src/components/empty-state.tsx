// An empty list: one sentence why, one button, one command to copy. Never a drawing.
import type { ReactNode } from "react";
import { CodeLine } from "./code-line.tsx";

type EmptyStateProps = { readonly children: ReactNode; readonly action?: ReactNode; readonly command?: string };

export function EmptyState({ children, action, command }: EmptyStateProps) {
  return (
    <div className="mt-3 grid max-w-[72ch] justify-items-start gap-3 border border-line bg-surface px-4 py-5">
      <p className="m-0 text-ink2">{children}</p>
      {action}
      {command && (
        <div className="w-full">
          <CodeLine code={command} />
        </div>
      )}
    </div>
  );
}
