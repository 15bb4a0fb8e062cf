import { describe, expect, it } from "vitest";
import { UsageError } from "./exit-code.ts";
import {
  parseDataset,
  parseFacts,
  parseMetric,
  parseMetricsFile,
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
    ["auc=0.93:higher", { name: "auc", value: "0.93", direction: "higher" }],
    ["latency p95=12.5:lower:ms", { name: "latency p95", value: "12.5", direction: "lower", unit: "ms" }],
    ["latency=12.5::ms", { name: "latency", value: "12.5", unit: "ms" }],
    ["wer=0.081", { name: "wer", value: "0.081" }],
    ["accuracy=1e-3", { name: "accuracy", value: "1e-3" }],
    ["odd=1:none", { name: "odd", value: "1", direction: "none" }],
    ["mAP@0.5:0.95=0.41:higher", { name: "mAP@0.5:0.95", value: "0.41", direction: "higher" }],
    ["recall@k=10=0.91", { name: "recall@k=10", value: "0.91" }],
    ["recall@k=10=0.91:higher", { name: "recall@k=10", value: "0.91", direction: "higher" }],
    ["R²=0.7", { name: "R²", value: "0.7" }],
    ["F1 (macro)=0.8", { name: "F1 (macro)", value: "0.8" }],
    ["précision=0.8", { name: "précision", value: "0.8" }],
    ["top-5 acc %=91.2", { name: "top-5 acc %", value: "91.2" }],
    ["speed=3:higher:a=b", { name: "speed", value: "3", direction: "higher", unit: "a=b" }],
    ["ratio=3:higher:m:s", { name: "ratio", value: "3", direction: "higher", unit: "m:s" }],
    ["a=b=c=-1e-7", { name: "a=b=c", value: "-1e-7" }],
  ])("reads %s, every digit kept, and guesses no direction", (text, metric) => {
    expect(parseMetric(text)).toEqual(metric);
  });
  it.each(["auc", "auc=", "auc=high", "auc=0.9:up", "=1", "auc=NaN", "auc=0,9", "auc=1e999", " auc=1", "auc =1"])(
    "refuses %s",
    (text) => {
      expect(() => parseMetric(text)).toThrow(/--metric name=0\.93/);
    },
  );
});

describe("--metrics", () => {
  const read = (value: unknown) => parseMetricsFile("m.json", JSON.stringify(value));
  it("reads a list with bounds, and names no flag can hold", () => {
    const metrics = [{ name: "a=1", value: "0.9", lower: "0.8", upper: "0.95" }];
    expect(read(metrics)).toEqual(metrics);
  });
  it.each([
    ["no list", { auc: 1 }],
    ["a number, whose digits JSON may lose", [{ name: "auc", value: 0.9 }]],
    ["bounds the wrong way round", [{ name: "auc", value: "1", lower: "2", upper: "1" }]],
    [
      "a metric twice",
      [
        { name: "auc", value: "1" },
        { name: "auc", value: "2" },
      ],
    ],
  ])("refuses %s, naming the file", (_what, value) => expect(() => read(value)).toThrow(/^m\.json: /));
  it("refuses what is no JSON", () => expect(() => parseMetricsFile("m.json", "{")).toThrow(/m\.json is not JSON/));
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
