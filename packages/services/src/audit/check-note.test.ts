// The note of the last check: believed only where this log's key made it, and not before its time.
import { describe, expect, it } from "vitest";
import { openNote, sealNote } from "./check-note.ts";
import { createLogSigner } from "./log-signer.ts";

const keyOf = (origin: string, byte: number) => createLogSigner({ origin, seed: new Uint8Array(32).fill(byte) });
const key = keyOf("registry.test/audit", 1);
const now = new Date("2026-11-30T08:00:00.000Z");
const note = {
  begunAt: "2026-11-30T02:00:00.000Z",
  endedAt: "2026-11-30T02:00:09.000Z",
  by: null,
  treeSize: 7,
  reach: 7,
  rows: 9,
  isOk: false,
  firstBad: null,
  reasons: [{ code: "row_differs", message: "the vote 7 does not match entry 3" }],
  kinds: [],
};
const progress = { begunAt: note.begunAt, at: note.endedAt, reach: 3, by: null };
const edited = (text: string, edit: object) => JSON.stringify({ ...(JSON.parse(text) as object), ...edit });

describe("the note of the last check", () => {
  it("is read as it was written, whatever the order of its names", () => {
    const text = sealNote("check", note, key);
    expect(openNote("check", text, { key, now })).toEqual({ note });
    const turned = JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text) as object).reverse()));
    expect(openNote("check", turned, { key, now })).toEqual({ note });
    expect(openNote("progress", sealNote("progress", progress, key), { key, now })).toEqual({ note: progress });
  });

  it.each([
    ["edited", edited(sealNote("check", note, key), { isOk: true, reasons: [] }), /MAC does not match/],
    ["added to", edited(sealNote("check", note, key), { more: 1 }), /MAC does not match/],
    ["of another key", sealNote("check", note, keyOf("registry.test/audit", 2)), /MAC does not match/],
    ["of another log", sealNote("check", note, keyOf("other.test/audit", 1)), /MAC does not match/],
    ["without a MAC", JSON.stringify(note), /carries no MAC/],
    ["of the future", sealNote("check", { ...note, endedAt: "2099-01-01T00:00:00.000Z" }, key), /in the future/],
    ["no note", "{", /not such a note/],
    ["a list", "[]", /not such a note/],
  ])("is not believed where it is %s", (_what, text, why) => {
    expect(openNote("check", text, { key, now })).toEqual({ why: expect.stringMatching(why) as string });
  });

  it.each([
    ["edited", edited(sealNote("progress", progress, key), { reach: 1_000_000 }), /MAC does not match/],
    ["of the future", sealNote("progress", { ...progress, at: "2099-01-01T00:00:00.000Z" }, key), /in the future/],
  ])("says nothing of how far a check has got where that is %s: no entry is skipped", (_what, text, why) => {
    expect(openNote("progress", text, { key, now })).toEqual({ why: expect.stringMatching(why) as string });
  });
});
