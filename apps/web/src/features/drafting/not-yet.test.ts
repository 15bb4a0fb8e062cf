import { expect, it } from "vitest";
import { notYet, type DraftStanding, type Unfinished } from "./not-yet.ts";

const none = {
  waiting: 0,
  hashing: 0,
  sending: 0,
  paused: 0,
  finishing: 0,
  removing: 0,
  done: 0,
  refused: 0,
  failed: 0,
};
const whole: DraftStanding = { kind: "files", fileCount: 3, open: 0, others: [] };
const still: Unfinished = { counts: none, files: [], typed: [] };
const inState = (state: "refused" | "failed", ...paths: readonly string[]) => ({
  counts: { ...none, [state]: paths.length },
  files: paths.map((path) => ({ path, state })),
});

it.each<[Partial<DraftStanding>, Partial<Unfinished>, readonly string[]]>([
  [{}, {}, []],
  [{ kind: "external", fileCount: 0 }, {}, []],
  [{ fileCount: 0 }, {}, ["no file is here"]],
  [{ fileCount: 0 }, { counts: { ...none, done: 1 } }, []],
  [{ fileCount: 0 }, { counts: { ...none, sending: 1 } }, ["1 file on the way"]],
  [{ open: 2 }, { counts: { ...none, sending: 1, waiting: 1, paused: 1 } }, ["2 files on the way", "1 paused"]],
  [{ open: 3 }, { counts: { ...none, sending: 1 } }, ["1 file on the way", "2 files begun and not finished"]],
  [{}, inState("refused", "Tokenizer.json"), ["Tokenizer.json refused"]],
  [{}, inState("refused", "a\u202eb.txt"), ["a‹U+202E›b.txt refused"]],
  [{}, inState("failed", "a", "b", "c"), ["3 files failed"]],
  [{ others: ["Grace Hopper"] }, {}, ["1 upload of Grace Hopper not finished"]],
  [{ fileCount: 0, others: ["A", "B", "B", "C"] }, {}, ["4 uploads of 3 people not finished"]],
  [{ others: ["A", "A"], areMore: true }, {}, ["2 uploads and more of A not finished"]],
  [{}, { counts: { ...none, removing: 1 } }, ["1 file being removed"]],
  [{}, { typed: ["lineage"] }, ["lineage: typed and not recorded"]],
])("a draft says in words what it lacks: %j %j", (standing, unfinished, words) => {
  expect(notYet({ ...whole, ...standing }, { ...still, ...unfinished })).toEqual(words);
});
