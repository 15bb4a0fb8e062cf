// What changed from one text to another, in running words: what came is accent and underlined, what went is struck through.
import type { TextChange, TextDiff, WordKind } from "@chancery/core";
import { withUnseenShown } from "@chancery/core";

export function TextDiffView({ diff }: { readonly diff: TextDiff }) {
  return (
    <div className="grid max-w-[80ch] gap-0.5">
      {diff.changes.map((change, index) => (
        <Change key={index} change={change} />
      ))}
      {diff.isCut && <p className="m-0 text-meta text-ink3">The rest is too long to show here.</p>}
    </div>
  );
}

const rows = "m-0 wrap-anywhere whitespace-pre-wrap";

function Change({ change }: { readonly change: TextChange }) {
  switch (change.kind) {
    case "folded":
      return (
        <p className="m-0 border-y border-dotted border-line py-0.5 text-meta text-ink3">
          {change.lines} lines the same
        </p>
      );
    case "changed":
      return (
        <p className={rows}>
          {change.words.map(({ kind, text }, index) => (
            <Words key={index} kind={kind} text={text} />
          ))}
        </p>
      );
    default:
      return (
        <p className={rows}>
          <Words kind={change.kind} text={change.text} />
        </p>
      );
  }
}

function Words({ kind, text }: { readonly kind: WordKind; readonly text: string }) {
  const shown = withUnseenShown(text);
  if (kind === "same") return <span className="text-ink2">{shown}</span>;
  return kind === "added" ? (
    <ins className="bg-accent-bg text-ink decoration-accent decoration-1 underline-offset-2">
      <span className="sr-only">added: </span>
      {shown}
    </ins>
  ) : (
    <del className="text-ink3 line-through">
      <span className="sr-only">removed: </span>
      {shown}
    </del>
  );
}
