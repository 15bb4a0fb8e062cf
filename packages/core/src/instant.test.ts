// Instants in every form people write them, and nothing else.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Instant, InstantEnd, readInstant } from "./instant.ts";

describe("an instant", () => {
  it.each([
    ["2026-11-01", "2026-11-01T00:00:00.000Z"],
    ["2026-11-01T10:00", "2026-11-01T10:00:00.000Z"],
    ["2026-11-01T10:00Z", "2026-11-01T10:00:00.000Z"],
    ["2026-11-01T10:00:30z", "2026-11-01T10:00:30.000Z"],
    ["2026-11-01T10:00:30.5Z", "2026-11-01T10:00:30.500Z"],
    ["2026-11-01T10:00:00+02:00", "2026-11-01T08:00:00.000Z"],
    ["2026-11-01T10:00:00 02:00", "2026-11-01T08:00:00.000Z"],
    ["2026-11-01T10:00-0530", "2026-11-01T15:30:00.000Z"],
    [" 2026-11-01 ", "2026-11-01T00:00:00.000Z"],
  ])("reads %j", (text, iso) => expect(readInstant(text)?.toISOString()).toBe(iso));

  it.each(
    "garbage|now|yesterday|2026|2026-11|2026-02-30|2026-13-01|2026-11-01T25:00|2026-11-01T10:61Z|01/11/2026|1793520000|2026-11-01T10:00+99:99|2026-11-01T10|2026-11-01Tgarbage|+".split(
      "|",
    ),
  )("does not read %j", (text) => {
    expect(readInstant(text)).toBeUndefined();
    expect(Instant.safeParse(text).success).toBe(false);
  });

  it("is all of a day where it ends a period", () => {
    expect(InstantEnd.parse("2026-11-01")).toBe("2026-11-01T23:59:59.999Z");
    expect(InstantEnd.parse("2026-11-01T10:00Z")).toBe("2026-11-01T10:00:00.000Z");
  });

  it("reads back what it writes, and never throws", () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date("9999-01-01"), noInvalidDate: true }), (at) => {
        expect(readInstant(at.toISOString())).toEqual(at);
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => void readInstant(text)));
  });
});
