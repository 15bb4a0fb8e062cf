// On narrow screens, at the foot of the window: where it stands, and the way to the decision.
"use client";
import type { MouseEvent } from "react";
import { buttonClasses } from "#components/button-classes.ts";

type DecisionBarProps = { readonly waits: string; readonly label: string; readonly isVoter: boolean };

export function DecisionBar({ waits, label, isVoter }: DecisionBarProps) {
  const toNote = (event: MouseEvent) => {
    const form = document.getElementById("decide");
    const note = form?.querySelector("textarea");
    if (!form || !note) return;
    event.preventDefault(); // following the fragment would take the focus off the note again
    form.scrollIntoView();
    note.focus({ preventScroll: true });
  };
  return (
    <div
      data-decision-bar
      className="fixed inset-x-0 bottom-0 z-30 flex items-center justify-between gap-3 border-t border-control bg-surface px-4 py-2.5 rail:hidden print:hidden"
    >
      <span className="line-clamp-2 min-w-0 text-meta text-ink2">{waits}</span>
      <a
        href="#decide"
        onClick={toNote}
        className={`${buttonClasses({ kind: isVoter ? "primary" : "plain" })} shrink-0`}
      >
        {label}
      </a>
    </div>
  );
}
