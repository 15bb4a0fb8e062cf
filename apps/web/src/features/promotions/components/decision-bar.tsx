// On narrow screens, at the foot of the window: where it stands, and the way to the decision.
import { buttonClasses } from "#components/button-classes.ts";

type DecisionBarProps = {
  readonly waits: string;
  readonly label: string;
  readonly isPrimary: boolean;
  /** What it leads to. The browser scrolls there and moves the focus, before the page's scripts have run too. */
  readonly href: `#${string}`;
};

export function DecisionBar({ waits, label, isPrimary, href }: DecisionBarProps) {
  return (
    <div
      data-decision-bar
      className="fixed inset-x-0 bottom-0 z-30 flex items-center justify-between gap-3 border-t border-control bg-surface px-4 py-2.5 rail:hidden print:hidden"
    >
      <span className="line-clamp-2 min-w-0 text-meta text-ink2">{waits}</span>
      <a href={href} className={`${buttonClasses({ kind: isPrimary ? "primary" : "plain" })} shrink-0`}>
        {label}
      </a>
    </div>
  );
}
