// Copies one text and says that it did.
"use client";
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";

type CopyButtonProps = {
  readonly text: string;
  /** Names what is copied: "Copy digest". */
  readonly what: string;
  /** Shows the word beside the icon. */
  readonly hasLabel?: boolean;
};

export function CopyButton({ text, what, hasLabel = false }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<"idle" | "copied" | "refused">("idle");
  useEffect(() => {
    if (outcome === "idle") return;
    const timer = setTimeout(() => setOutcome("idle"), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setOutcome("copied"),
      () => setOutcome("refused"),
    );
  const words = { idle: `Copy ${what}`, copied: "Copied", refused: "Select and copy by hand" }[outcome];
  return (
    <button
      type="button"
      onClick={() => void copy()}
      title={words}
      data-copies
      className="inline-flex min-h-6 min-w-6 shrink-0 items-center justify-center gap-1.25 rounded px-1.25 text-meta text-accent hover:bg-raised"
    >
      {outcome === "copied" ? <Check aria-hidden className="size-3.5" /> : <Copy aria-hidden className="size-3.5" />}
      <span className={hasLabel ? undefined : "sr-only"} aria-live="polite">
        {words}
      </span>
    </button>
  );
}
