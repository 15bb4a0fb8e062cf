// What a vote binds to: each part by itself, what does not change a part, and what a stale vote says.
import { describe, expect, it } from "vitest";
import type { Evaluated, Side } from "./measurements.ts";
import { voteParts, type BoundDigests, type Digests } from "./promotion/digests.ts";
import {
  changedParts,
  evaluationsDigest,
  isStale,
  lineageDigest,
  partsInWords,
  staleBecause,
  type BoundEdge,
} from "./vote-parts.ts";

const digests = Object.fromEntries(voteParts.map((part) => [part, part])) as Digests;
const early: BoundDigests = { manifest: "manifest", card: "card", evaluations: "evaluations", policy: "policy" };

describe("a vote", () => {
  it.each(voteParts)("is stale once the %s is another", (part) => {
    const now = { ...digests, [part]: "other" };
    expect(changedParts(digests, now)).toEqual([part]);
    expect(isStale({ digests }, now)).toBe(true);
    expect(staleBecause({ digests }, now)).toBe(`${partsInWords([part])} changed since it was cast`);
  });
  it("is not while nothing changed", () => {
    expect(isStale({ digests }, { ...digests })).toBe(false);
    expect(staleBecause({ digests }, digests)).toBeNull();
  });
  it("of before parts were bound is stale on what binds them, and says why", () => {
    expect(staleBecause({ digests: early }, digests)).toBe(
      "cast before votes bound the model card, tags, lineage, tier and incumbent: vote again",
    );
    expect(isStale({ digests: early }, { ...early })).toBe(false); // on a promotion closed before
  });
  it("names what changed", () => {
    expect(partsInWords(["card", "tags", "tier"])).toBe("the version card, the tags and the tier");
  });
});

const evaluation = (id: string, value: string, fields: Partial<Evaluated> = {}): Evaluated => ({
  id,
  phase: "validation",
  dataset: null,
  slice: "",
  metrics: [{ name: "wer", value, direction: "lower" }],
  createdAt: `2026-03-01T09:00:0${id}.000Z`,
  evaluator: "Eve",
  evaluatorId: "eve",
  answerableId: "eve",
  ...fields,
});
const side = (...evaluations: readonly Evaluated[]): Side => ({
  evaluations,
  recorded: evaluations.length,
  contributorIds: ["ada"],
  approval: null,
  directions: new Map(),
});

describe("the evaluations a vote binds", () => {
  const shown = evaluationsDigest(side(evaluation("1", "0.1")));
  it("are the same while they show the same values, whoever measured them again and when", () => {
    const again = evaluation("2", "0.1", { evaluatorId: "ada", answerableId: "ada", evaluator: "Ada" });
    expect(evaluationsDigest(side(evaluation("1", "0.1"), again))).toBe(shown);
    // A contributor's later value does not take the place of an independent one.
    expect(evaluationsDigest(side(evaluation("1", "0.1"), { ...again, metrics: evaluation("2", "0.2").metrics }))).toBe(
      shown,
    );
  });
  it.each([
    ["value", side(evaluation("1", "0.1"), evaluation("2", "0.2"))],
    ["value, and back again", side(evaluation("1", "0.2"), evaluation("2", "0.3"), evaluation("3", "0.2"))],
    [
      "metric",
      side(
        evaluation("1", "0.1"),
        evaluation("2", "0.1", { metrics: [{ name: "cer", value: "1", direction: "lower" }] }),
      ),
    ],
    ["phase", side(evaluation("1", "0.1", { phase: "training" }))],
    ["slice", side(evaluation("1", "0.1", { slice: "far" }))],
    ["unit", side(evaluation("1", "0.1", { metrics: [{ name: "wer", value: "0.1", direction: "lower", unit: "%" }] }))],
    [
      "bound",
      side(evaluation("1", "0.1", { metrics: [{ name: "wer", value: "0.1", direction: "lower", upper: "1" }] })),
    ],
    ["dataset", side(evaluation("1", "0.1", { dataset: { id: "d", name: "calls", version: "1", sha256: "aa" } }))],
    ["direction", side(evaluation("1", "0.1", { metrics: [{ name: "wer", value: "0.1", direction: "higher" }] }))],
    [
      "direction by the model's list",
      { ...side(evaluation("1", "0.1")), directions: new Map([["wer", "higher" as const]]) },
    ],
    ["loss of all", side()],
  ])("are others with another %s", (_, other) => {
    expect(evaluationsDigest(other)).not.toBe(shown);
  });
});

describe("the lineage a vote binds", () => {
  const edge: BoundEdge = {
    kind: "trained_on",
    facts: {},
    dataset: { id: "d", status: "active" },
    baseVersionId: null,
  };
  const other: BoundEdge = { kind: "produced_by", facts: { job: "7" }, dataset: null, baseVersionId: null };
  it("is the same in any order, and when an edge is recorded twice", () => {
    expect(lineageDigest([other, edge, edge])).toBe(lineageDigest([edge, other]));
  });
  it("is another with one more edge, and once a dataset is withdrawn", () => {
    expect(lineageDigest([edge])).not.toBe(lineageDigest([edge, other]));
    expect(lineageDigest([{ ...edge, dataset: { id: "d", status: "withdrawn" } }])).not.toBe(lineageDigest([edge]));
  });
});
