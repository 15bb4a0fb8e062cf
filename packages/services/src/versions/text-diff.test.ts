// What changed in a card, as reviewers read it; and that no text can make it take long.
import fc from "fast-check";
import { expect, it } from "vitest";
import type { TextChange } from "@chancery/core";
import { diffTexts } from "./text-diff.ts";

it("says nothing where nothing changed", () => {
  expect(diffTexts("# Limits\nNone.", "# Limits\nNone.")).toBeNull();
});

it("shows changed lines in running words and folds what stayed", () => {
  const rest = Array.from({ length: 9 }, (_, n) => `line ${n}`).join("\n");
  const diff = diffTexts(`${rest}\nTrained on calls of 2025 only.`, `${rest}\nTrained on calls of 2026 only.`);
  expect(diff?.changes).toEqual([
    { kind: "folded", lines: 7 },
    { kind: "same", text: "line 7\nline 8" },
    {
      kind: "changed",
      words: [
        { kind: "same", text: "Trained on calls of " },
        { kind: "removed", text: "2025" },
        { kind: "added", text: "2026" },
        { kind: "same", text: " only." },
      ],
    },
  ]);
});

it("shows every word of a card that has no counterpart", () => {
  expect(diffTexts("", "# Limits\nNone.")).toEqual({
    isCut: false,
    changes: [
      { kind: "removed", text: "" },
      { kind: "added", text: "# Limits\nNone." },
    ],
  });
});

const side = (changes: readonly TextChange[], gone: "added" | "removed") =>
  changes.flatMap((change) => {
    if (change.kind === "folded") throw new Error("nothing is folded here");
    if (change.kind !== "changed") return change.kind === gone ? [] : [change.text];
    return [change.words.flatMap(({ kind, text }) => (kind === gone ? [] : [text])).join("")];
  });

it("loses no word of either text", () => {
  const line = fc.constantFrom("a b c", "a b d", "", "x", "x y z w");
  fc.assert(
    fc.property(fc.array(line, { maxLength: 4 }), fc.array(line, { maxLength: 4 }), (before, after) => {
      const changes = diffTexts(before.join("\n"), after.join("\n"))?.changes ?? [];
      fc.pre(!changes.some(({ kind }) => kind === "folded"));
      if (changes.length === 0) return;
      expect(side(changes, "added").join("\n").split("\n").filter(Boolean)).toEqual(before.filter(Boolean));
      expect(side(changes, "removed").join("\n").split("\n").filter(Boolean)).toEqual(after.filter(Boolean));
    }),
  );
});

const size = 200_000;
const hostile: Record<string, readonly [string, string]> = {
  "every line another": [
    Array.from({ length: size / 4 }, (_, n) => `a${n % 97}`).join("\n"),
    Array.from({ length: size / 4 }, (_, n) => `b${n % 89}`).join("\n"),
  ],
  "one line of words": ["a ".repeat(size / 2), "b ".repeat(size / 2)],
  "lines that shift": ["a\nb\n".repeat(size / 4), "b\na\na\n".repeat(size / 6)],
  "many passages": [
    Array.from({ length: 2000 }, (_, n) => (n % 2 ? "same" : "x y z ".repeat(12))).join("\n"),
    Array.from({ length: 2000 }, (_, n) => (n % 2 ? "same" : "y x q ".repeat(12))).join("\n"),
  ],
  "no line ends": ["\u0300".repeat(size), "\u0301".repeat(size)],
};
it.each(Object.entries(hostile))("answers within the length it shows, and soon: %s", (_, [before, after]) => {
  const began = process.cpuUsage();
  const diff = diffTexts(before.slice(0, size), after.slice(0, size));
  const { user } = process.cpuUsage(began);
  const shown = JSON.stringify(diff?.changes).length;
  expect(shown).toBeLessThan(200_000);
  expect(user / 1000).toBeLessThan(1000);
  if (process.env["SAY"]) console.log(_, user / 1000, "ms", shown);
});
