// Dossiers that registries hold, as they were frozen: kept here byte for byte. Lines are added, never changed.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sha256Hex } from "../digest.ts";
import { openDossier, sealDossier, type NewDossier } from "./dossier.ts";

type Kept = { readonly document: string; readonly digest: string };
const kept = readFileSync(new URL("../../vectors/documents/kept-dossiers.ndjson", import.meta.url), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as Kept);
const open = ({ document, digest }: Kept) => openDossier({ dossier: document, dossierDigest: digest });
const frozen = (content: unknown): Kept => {
  const document = JSON.stringify(content);
  return { document, digest: sha256Hex(document) };
};
const [early, ...later] = kept;
const format1 = open(later.at(-1)!);
const whole = {
  ...format1,
  tags: { task: "vad" },
  tier: null,
  lineage: format1.lineage.map((edge, at) => ({ ...edge, edgeId: `e${at}` })),
} as NewDossier;

describe("a kept dossier", () => {
  it("is read as it was frozen, with all it holds", () => {
    for (const one of later) expect(open(one)).toEqual(JSON.parse(one.document));
    expect(later.flatMap((one) => open(one).metrics.map(({ verdict }) => verdict))).toEqual(
      expect.arrayContaining(["better", "worse", "equal", "new", "missing", "not-comparable"]),
    );
  });

  it("is read where it was frozen before it held schema, environment, notes, and who measured a value", () => {
    const content = JSON.parse(early!.document) as { metrics: object[] };
    expect(open(early!)).toEqual({
      ...content,
      metrics: content.metrics.map((row) => ({
        ...row,
        notes: [],
        measured: { candidate: null, incumbent: null },
      })),
    });
    expect(open(early!).signature).toBeUndefined();
  });

  it("says in which format it was written, and is read back as what was weighed", () => {
    const { dossier, dossierDigest } = sealDossier(whole);
    expect(JSON.parse(dossier)).toMatchObject({ format: 2 });
    expect(openDossier({ dossier, dossierDigest })).toEqual(whole);
  });

  it("is read where it was frozen before it held tags, tier and which edges", () => {
    expect(open(frozen({ ...format1, format: 1 }))).toEqual(format1);
  });

  it("is refused when its text is not the one that was frozen", () => {
    const { document, digest } = later[0]!;
    expect(() => open({ document: document.replace('"verdict":"new"', '"verdict":"better"'), digest })).toThrow(
      "not the one that was sealed",
    );
  });

  const [row, ...rows] = format1.metrics;
  it.each([
    ["a format of a later Chancery", { ...whole, format: 3 }, "has format 3, and this Chancery reads formats up to 2"],
    ["a number between formats", { ...whole, format: 0.5 }, "has format 0.5"],
    ["no metrics", { ...format1, metrics: undefined }, "metrics"],
    [
      "a row without its verdict",
      { ...format1, metrics: [{ ...row, verdict: undefined }, ...rows] },
      "metrics.0.verdict",
    ],
    ["a verdict that is none", { ...format1, metrics: [{ ...row, verdict: "fine" }, ...rows] }, "metrics.0.verdict"],
    ["more than its format holds", { ...format1, override: true }, "override"],
    ["less than format 2 holds", { ...whole, format: 2, tags: undefined }, "tags"],
    ["less than format 1 holds", { ...format1, format: 1, signature: undefined }, "signature"],
    ["no rule", { ...format1, policy: { label: "two-person@1" } }, "policy.digest"],
    ["nothing", null, "does not match format 0"],
  ])("is refused with %s, and never half shown", (_, content, says) => {
    expect(() => open(frozen(content))).toThrow(says);
  });

  it("is refused where it is no JSON", () => {
    expect(() => open({ document: "{", digest: sha256Hex("{") })).toThrow("does not match format 0");
  });

  it("is not frozen with what it could not be read with", () => {
    expect(() => sealDossier({ ...whole, override: true } as NewDossier)).toThrow("override");
  });
});
