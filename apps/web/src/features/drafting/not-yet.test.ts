import { expect, it } from "vitest";
import { notYet, type DraftStanding } from "./not-yet.ts";

const whole: DraftStanding = { kind: "files", fileCount: 3, receiving: 0, typed: [] };

it.each<[Partial<DraftStanding>, readonly string[]]>([
  [{}, []],
  [{ kind: "external", fileCount: 0 }, []],
  [{ fileCount: 0 }, ["no file is here"]],
  [{ fileCount: 0, receiving: 1 }, ["1 file is on the way"]],
  [{ receiving: 2, typed: ["Lineage"] }, ["2 files are on the way", "Lineage: typed and not recorded"]],
])("a draft says in words what it lacks: %j", (change, words) => {
  expect(notYet({ ...whole, ...change })).toEqual(words);
});
