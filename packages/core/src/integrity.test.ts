import { describe, expect, it } from "vitest";
import { checkFaults } from "./integrity.ts";

describe("what a check found", () => {
  it.each([
    [[], []],
    [["row_differs", "row_missing"], ["rows"]],
    [["guards_differ"], ["guards"]],
    [
      ["row_unrecorded", "migration_unrecorded"],
      ["guards", "rows"],
    ],
    [["column_mismatch"], ["log"]],
    [
      ["database_unsound", "guards_differ"],
      ["database", "guards"],
    ],
    [
      ["guards_differ", "log_tail_damaged"],
      ["log", "guards"],
    ],
  ])("is told apart by its reasons: %j", (codes, faults) => {
    expect(checkFaults(codes.map((code) => ({ code })))).toEqual(faults);
  });
});
