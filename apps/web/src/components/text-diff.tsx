// What changed from one text to another, in running words: what came is accent and underlined, what went is struck through.
// Never more of it than a page can hold.
import { withUnseenShown, type TextChange, type TextDiff, type WordKind } from "@chancery/core";
import { piecesOf, textWeight } from "../page-weight.ts";

export function TextDiffView({ diff, most }: { readonly diff: TextDiff; readonly most: number }) {
  const { changes, isCut } = cut(diff, most);
  return (
    <div className="text-diff">
      {changes.map((change, index) => (
        <Change key={index} change={change} />
      ))}
      {isCut && <small>The rest is too long to show here.</small>}
    </div>
  );
}

/** Tags and attributes of a row or of words in it, and what stands for them in the data. */
const element = 250;

/** What of it weighs no more than `most` bytes of the page, with what cannot be seen shown. */
export function cut(diff: TextDiff, most: number): TextDiff {
  let left = most;
  /** As much as there is room for; "" without any. */
  const take = (text: string): string => {
    const shown = withUnseenShown(text);
    left -= element;
    const kept = left <= 0 ? "" : (piecesOf(shown, left)[0] ?? "");
    left -= textWeight(shown);
    return kept;
  };
  const changes: TextChange[] = [];
  for (const change of diff.changes) {
    if (left <= 0) break;
    if (change.kind === "folded") changes.push(change);
    else if (change.kind === "changed") changes.push({ ...change, words: takeWords(change.words, take) });
    else changes.push({ ...change, text: take(change.text) });
    left -= element;
  }
  return { changes, isCut: diff.isCut || left < 0 };
}

type Words = Extract<TextChange, { kind: "changed" }>["words"];
const takeWords = (words: Words, take: (text: string) => string): Words =>
  words.map(({ kind, text }) => ({ kind, text: take(text) })).filter(({ text }) => text !== "");

function Change({ change }: { readonly change: TextChange }) {
  switch (change.kind) {
    case "folded":
      return <small>{change.lines} lines the same</small>;
    case "changed":
      return (
        <p>
          {change.words.map(({ kind, text }, index) => (
            <Word key={index} kind={kind} text={text} />
          ))}
        </p>
      );
    default:
      return (
        <p>
          <Word kind={change.kind} text={change.text} />
        </p>
      );
  }
}

function Word({ kind, text }: { readonly kind: WordKind; readonly text: string }) {
  if (kind === "same") return text;
  const Tag = kind === "added" ? "ins" : "del";
  return (
    <Tag>
      <i className="sr-only">{kind}: </i>
      {text}
    </Tag>
  );
}
