import { describe, expect, it } from "vitest";
import { readSearch } from "./search.ts";

const digest = "9f2c".repeat(16);

describe("what a search text means", () => {
  it("takes a SHA-256 for a digest, with or without its prefix, in either case", () => {
    for (const text of [digest, `sha256:${digest}`, ` SHA256:${digest.toUpperCase()} `])
      expect(readSearch(text)).toEqual({ sha256: digest });
    expect(readSearch(digest.slice(1))).toEqual({ model: digest.slice(1), person: digest.slice(1) });
  });
  it("takes P-12 and #12 for a promotion, and a bare number for whatever has one", () => {
    expect(readSearch("P-12")).toEqual({ promotion: 12 });
    expect(readSearch("#12")).toEqual({ promotion: 12 });
    expect(readSearch("12")).toEqual({ model: "12", person: "12", promotion: 12, entry: 12 });
    expect(readSearch("0")).toEqual({ model: "0", person: "0", entry: 0 });
  });
  it("takes name:12 and name v12 for a version of the models so called", () => {
    expect(readSearch("speech/vad:12")).toEqual({ model: "speech/vad", version: 12 });
    expect(readSearch("vad v3")).toEqual({ model: "vad", version: 3 });
    expect(readSearch("vad:0")).toEqual({ model: "vad:0", person: "vad:0" });
  });
  it("takes @ada for a person alone, and any other text for part of a name", () => {
    expect(readSearch("@ada")).toEqual({ person: "ada" });
    expect(readSearch("@")).toEqual({});
    expect(readSearch("  ")).toEqual({});
    expect(readSearch("silero")).toEqual({ model: "silero", person: "silero" });
  });
});
