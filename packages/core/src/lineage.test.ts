// Edges as rows hold them: each kind read, old rows with them, and said in a line.
import { describe, expect, it } from "vitest";
import type { LineageEdge } from "./lineage/view.ts";
import { edgeInWords, edgeOf, factsOf, LineageFact, lineageKinds } from "./lineage.ts";

const commit = "0123456789abcdef0123456789abcdef01234567";
const sha256 = "ab".repeat(32);
const dataset = { id: "d", name: "calls", version: "2026", sha256, status: "active" as const };
const baseVersion = { id: "v", team: "speech", name: "base", number: 3 };
const nowhere = { dataset: null, baseVersion: null };

/** Each kind as its row and in words. */
const rows: { readonly [Kind in LineageEdge["kind"]]: readonly [Parameters<typeof edgeOf>[0], string] } = {
  trained_on: [{ kind: "trained_on", facts: {}, dataset, baseVersion: null }, `calls 2026 sha256:${sha256}`],
  evaluated_on: [
    { kind: "evaluated_on", facts: {}, dataset: { ...dataset, status: "withdrawn" }, baseVersion: null },
    `calls 2026 sha256:${sha256} (withdrawn)`,
  ],
  built_from: [
    { kind: "built_from", facts: { repository: "git.test/vad", commit, isDirty: true }, ...nowhere },
    `git.test/vad at ${commit}, with uncommitted changes`,
  ],
  produced_by: [
    { kind: "produced_by", facts: { job: "train-42", url: "https://ci.test/42" }, ...nowhere },
    "train-42, https://ci.test/42",
  ],
  derived_from: [{ kind: "derived_from", facts: {}, dataset: null, baseVersion }, "speech/base:3"],
  deployed_to: [{ kind: "deployed_to", facts: { environment: "eu-west" }, ...nowhere }, "eu-west"],
};

describe("a lineage edge", () => {
  it.each(lineageKinds)("%s is read from its row and said in a line", (kind) => {
    const [row, words] = rows[kind];
    expect(edgeOf(row)).toEqual(row);
    expect(edgeInWords(edgeOf(row))).toBe(words);
  });

  it.each([
    ["true", true],
    ["false", false],
  ])("is as dirty as a row of old says: %s", (dirty, isDirty) => {
    const edge = edgeOf({ kind: "built_from", facts: { repository: "r", commit, dirty }, ...nowhere });
    expect(edge.facts).toEqual({ repository: "r", commit, isDirty });
    expect(edgeInWords(edge)).toContain(isDirty ? "uncommitted" : "clean");
  });

  it("of another kind than its facts is not read", () => {
    expect(() =>
      edgeOf({ kind: "produced_by", facts: { repository: "r", commit, isDirty: true }, ...nowhere }),
    ).toThrow();
    expect(() => edgeOf({ kind: "built_from", facts: { repository: "r", commit }, ...nowhere })).toThrow();
  });

  it("of what the reader may not see says no more than that there is something", () => {
    expect(edgeInWords(edgeOf({ kind: "trained_on", facts: {}, ...nowhere }))).toBe("a dataset you may not see");
    expect(edgeInWords(edgeOf({ kind: "derived_from", facts: {}, ...nowhere }))).toBe("a version of another model");
  });

  it.each([
    { kind: "trained_on", dataset: { name: "vox", sha256 } },
    { kind: "built_from", repository: "r", commit, isDirty: true },
    { kind: "produced_by", job: "train-42" },
    { kind: "derived_from", reference: "speech/base:3" },
  ] as const)("keeps what was told of $kind and nothing else", (told) => {
    const row = factsOf(LineageFact.parse(told));
    const pointed = { dataset: told.kind === "trained_on" ? dataset : null, baseVersion: null };
    expect(edgeOf({ ...row, ...pointed })).toEqual({ ...row, ...pointed });
    expect(JSON.stringify(row)).not.toContain("speech/base");
  });
});
