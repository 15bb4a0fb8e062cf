// What changed from one text to another, for people: unchanged lines folded, changed lines in running words. Bounded in time and length.
import type { TextChange, TextDiff, WordKind } from "@chancery/core";
import { diffArrays, diffWordsWithSpace } from "diff";

/** Texts further apart are not aligned but shown one after the other: aligning takes time quadratic in the distance. */
const maxLineEdits = 400;
const maxWordEdits = 200;
/** Longer passages are compared by lines only. */
const maxWordsLength = 4000;
const maxPassages = 50;
/** Lines kept around a change. */
const context = 2;
const maxShownLength = 40_000;

type Run = { readonly kind: WordKind; readonly lines: readonly string[] };

/** Null where the texts are the same. */
export function diffTexts(before: string, after: string): TextDiff | null {
  if (before === after) return null;
  const changes = foldSame(runsOf(before.split("\n"), after.split("\n")), sayWords());
  return cut(changes);
}

function runsOf(before: readonly string[], after: readonly string[]): readonly Run[] {
  const aligned = diffArrays([...before], [...after], { maxEditLength: maxLineEdits });
  if (aligned) return aligned.map(({ value, added, removed }) => ({ kind: kindOf({ added, removed }), lines: value }));
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  const runs: readonly Run[] = [
    { kind: "same", lines: before.slice(0, start) },
    { kind: "removed", lines: before.slice(start, before.length - end) },
    { kind: "added", lines: after.slice(start, after.length - end) },
    { kind: "same", lines: before.slice(before.length - end) },
  ];
  return runs.filter(({ lines }) => lines.length > 0);
}

const kindOf = ({ added, removed }: { readonly added: boolean; readonly removed: boolean }): WordKind =>
  added ? "added" : removed ? "removed" : "same";

type SayWords = (removed: string, added: string) => TextChange | undefined;

/** Sets two passages against each other word by word; undefined for what is too long or too different to read that way. */
function sayWords(): SayWords {
  let passages = 0;
  return (removed, added) => {
    if (removed.length + added.length > maxWordsLength || passages === maxPassages) return undefined;
    passages += 1;
    const words = diffWordsWithSpace(removed, added, { maxEditLength: maxWordEdits });
    if (!words) return undefined;
    const shared = words.reduce((sum, word) => (word.added || word.removed ? sum : sum + inkOf(word.value)), 0);
    if (shared === 0 || shared * 3 < Math.min(inkOf(removed), inkOf(added))) return undefined;
    return { kind: "changed", words: words.map((word) => ({ kind: kindOf(word), text: word.value })) };
  };
}

/** Blanks are alike in any two texts. */
const inkOf = (text: string): number => text.replace(/\s/g, "").length;

function foldSame(runs: readonly Run[], say: SayWords): readonly TextChange[] {
  const changes: TextChange[] = [];
  runs.forEach((run, index) => {
    const [before, after] = [runs[index - 1], runs[index + 1]];
    const text = run.lines.join("\n");
    if (run.kind === "same") changes.push(...fold(run.lines, { isFirst: !before, isLast: !after }));
    else if (run.kind === "removed" && after?.kind === "added") {
      const added = after.lines.join("\n");
      changes.push(
        ...(sayOr(say(text, added)) ??
          ([
            { kind: "removed", text },
            { kind: "added", text: added },
          ] as const)),
      );
    } else if (run.kind === "removed" || before?.kind !== "removed") changes.push({ kind: run.kind, text });
  });
  return changes;
}

const sayOr = (change: TextChange | undefined) => change && [change];

function fold(lines: readonly string[], { isFirst, isLast }: { readonly isFirst: boolean; readonly isLast: boolean }) {
  const [head, tail] = [isFirst ? 0 : context, isLast ? 0 : context];
  const hidden = lines.length - head - tail;
  const same = (part: readonly string[]): readonly TextChange[] =>
    part.length === 0 ? [] : [{ kind: "same", text: part.join("\n") }];
  if (hidden < 2) return same(lines);
  const folded: TextChange = { kind: "folded", lines: hidden };
  return [...same(lines.slice(0, head)), folded, ...same(lines.slice(lines.length - tail))];
}

function cut(changes: readonly TextChange[]): TextDiff {
  const shown: TextChange[] = [];
  let left = maxShownLength;
  for (const change of changes) {
    const length = lengthOf(change);
    if (length > left) {
      if (left > 0 && "text" in change) shown.push({ ...change, text: change.text.slice(0, left) });
      return { changes: shown, isCut: true };
    }
    shown.push(change);
    left -= length;
  }
  return { changes: shown, isCut: false };
}

const lengthOf = (change: TextChange): number => {
  if (change.kind === "folded") return 0;
  return change.kind === "changed" ? change.words.reduce((sum, { text }) => sum + text.length, 0) : change.text.length;
};
