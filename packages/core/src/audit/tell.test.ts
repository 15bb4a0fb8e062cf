// Leaves that registries hold, as they were written: kept here byte for byte, with what they say. Lines are added, never changed.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { actIn, actKinds, isActKind } from "./acts.ts";
import { readLeaf, type Leaf } from "./leaf.ts";
import { idsIn, kindsSaying, sentenceOf, subjectLabel } from "./tell.ts";

type Kept = { readonly leaf: string; readonly labels: Readonly<Record<string, string>>; readonly sentence: string };
const kept = readFileSync(new URL("../../vectors/audit-log/kept-leaves.ndjson", import.meta.url), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as Kept);
const leafOf = ({ leaf }: Kept): Leaf => {
  const read = readLeaf(leaf);
  if (!read.ok) throw new Error(`not a leaf: ${leaf}`);
  return read.leaf;
};

describe("a kept leaf", () => {
  it.each(kept.map((one) => [one.sentence, one] as const))(
    "reads as it did when it was written: %s",
    (sentence, one) => {
      const leaf = leafOf(one);
      expect(sentenceOf(leaf, new Map(Object.entries(one.labels)))).toBe(sentence);
      if (leaf.outcome === "success") expect(actIn(leaf)).toEqual({ kind: leaf.kind, data: leaf.after });
      expect(idsIn(leaf)).toEqual(expect.arrayContaining(Object.keys(one.labels)));
    },
  );

  it("stands for every kind that has a later version, and so must be read although nobody writes it", () => {
    const replaced = actKinds.filter((kind) => {
      const [name, version] = kind.split("@");
      return isActKind(`${name}@${Number(version) + 1}`);
    });
    expect(replaced).toContain("promotion.requested@1");
    const kinds = kept.map((one) => leafOf(one).kind);
    expect(replaced.filter((kind) => !kinds.includes(kind))).toEqual([]);
  });
});

describe("a sentence", () => {
  const leaf = {
    index: 0,
    id: "",
    origin: "",
    kind: "",
    subject: "organisation/organisation",
    time: new Date(0),
    auth: { type: "app_user", id: "a" },
    requestId: "",
    causedBy: undefined,
    outcome: "success",
    after: {},
    reasons: [],
    rows: undefined,
    digests: [],
  } as const satisfies Leaf;
  const labels = new Map([["a", "Ada"]]);

  it("names who did it, for every kind of act", () => {
    for (const kind of actKinds) {
      const said = sentenceOf({ ...leaf, kind }, labels);
      expect(said).toMatch(/^Ada [a-z]/);
      expect(said).not.toMatch(/undefined|null/);
    }
  });

  it("says what was refused, why and how often", () => {
    const refused = { ...leaf, kind: "team.created@1", outcome: "denied", reasons: ["role_missing"] } as const;
    const said = "Ada was refused to create a team in the organisation: role missing";
    expect(sentenceOf({ ...refused, after: { count: 1 } }, labels)).toBe(said);
    expect(sentenceOf({ ...refused, after: { count: 20 } }, labels)).toBe(`${said} (20 times)`);
  });

  it("says of an act of a later Chancery what the leaf itself says", () => {
    expect(sentenceOf({ ...leaf, kind: "model.archived@1", subject: "model/m" }, labels)).toBe(
      "Ada: model.archived@1 on model/m",
    );
    expect(subjectLabel({ subject: "model/m" }, new Map([["m", "speech/vad"]]))).toBe("speech/vad");
  });

  it("is found by its own words", () => {
    expect(kindsSaying("Sealed")).toEqual(["version.sealed@1", "access-log.digested@1"]);
    expect(kindsSaying("asked for changes")).toEqual([
      "promotion.voted@1",
      "promotion.voted@2",
      "promotion.voted@3",
      "promotion.voted@4",
    ]);
    expect(kindsSaying("sealed by nobody")).toEqual([]);
  });
});
