import { describe, expect, it } from "vitest";
import { UsageError } from "./exit-code.ts";
import {
  parseDataset,
  parseFacts,
  parseMetric,
  requireModel,
  requirePromotionNumber,
  requireReference,
  requireTeamAndName,
} from "./values.ts";

const digest = "0123456789abcdef".repeat(4);

describe("--param and --tag", () => {
  it("take everything after the first '='", () => {
    expect(parseFacts("--param", ["lr=0.1", "note=a=b", "empty="])).toEqual({ lr: "0.1", note: "a=b", empty: "" });
  });
  it.each([
    ["no '='", ["lr"]],
    ["no key", ["=1"]],
    ["a key with spaces", ["a b=1"]],
    ["a key twice", ["a=1", "a=2"]],
    ["a prototype", ["__proto__=1"]],
  ])("refuse %s", (_name, texts) => {
    expect(() => parseFacts("--param", texts)).toThrow(UsageError);
  });
});

describe("--metric", () => {
  it.each([
    ["auc=0.93:higher", { name: "auc", value: "0.93", direction: "higher" }, false],
    ["latency p95=12.5:lower:ms", { name: "latency p95", value: "12.5", direction: "lower", unit: "ms" }, false],
    ["wer=0.081", { name: "wer", value: "0.081", direction: "lower" }, true],
    ["accuracy=1e-3", { name: "accuracy", value: "1e-3", direction: "higher" }, true],
  ])("reads %s, every digit kept", (text, metric, isAssumed) => {
    expect(parseMetric(text)).toEqual({ metric, isAssumed });
  });
  it.each(["auc", "auc=", "auc=high", "auc=0.9:up", "=1", "auc=NaN", "auc=0,9", "auc=1e999"])("refuses %s", (text) => {
    expect(() => parseMetric(text)).toThrow(/--metric name=0\.93/);
  });
});

describe("--dataset", () => {
  it("reads a name with its digest, and a version between them", () => {
    expect(parseDataset("--dataset", `calls/2026@sha256:${digest}`)).toEqual({ name: "calls/2026", sha256: digest });
    expect(parseDataset("--dataset", `calls:v3@sha256:${digest}`)).toEqual({
      name: "calls",
      version: "v3",
      sha256: digest,
    });
  });
  it.each(["calls", `calls@${digest}`, "calls@sha256:abc", `calls@sha256:${digest.toUpperCase()}`])(
    "refuses %s",
    (text) => {
      expect(() => parseDataset("--trained-on", text)).toThrow(/write --trained-on name@sha256:<64 hex digits>/);
    },
  );
});

describe("references", () => {
  it("are checked before any server is asked, and a bare model says what to add", () => {
    expect(requireReference("speech/vad@production")).toBe("speech/vad@production");
    expect(() => requireReference("speech/vad")).toThrow(/add :NUMBER, @ALIAS, @STAGE/);
    expect(() => requireReference("speech/vad@v3")).toThrow(UsageError);
    expect(() => requireModel("a/b/c")).toThrow(UsageError);
    expect(() => requireTeamAndName("vad")).toThrow(/team\/name/);
  });
  it("to promotions are P-12 or 12", () => {
    expect([requirePromotionNumber("P-12"), requirePromotionNumber("12"), requirePromotionNumber("p-7")]).toEqual([
      12, 12, 7,
    ]);
    for (const text of ["P-0", "P12", "", "12a"]) expect(() => requirePromotionNumber(text)).toThrow(UsageError);
  });
});
