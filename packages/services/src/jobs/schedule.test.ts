// When jobs are due, for any time and any row.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isDue, nextDue, retryMs } from "./schedule.ts";

const minute = 60_000;
const at = (ms: number) => new Date(ms);
const anyEveryMs = fc.constantFrom(500, 5 * minute, 60 * minute);
const anyMs = fc.integer({ min: 0, max: 10 * 24 * 60 * minute });
const free = { leaseHolder: null, leaseUntil: null };
const isGone = () => false;

describe("a job", () => {
  it("is due next after now and within its interval, in the rhythm it had", () => {
    fc.assert(
      fc.property(anyEveryMs, anyMs, anyMs, (everyMs, due, now) => {
        const next = nextDue({ everyMs }, { dueAt: at(due), now: at(now) }).getTime();
        expect(next).toBeGreaterThan(now);
        expect(next).toBeLessThanOrEqual(now + everyMs);
        if (due <= now) expect((next - due) % everyMs).toBe(0);
      }),
    );
  });

  it("that failed is tried again ever more seldom, but no less often than it is meant to run or every minute", () => {
    fc.assert(
      fc.property(anyEveryMs, fc.integer({ min: 1, max: 60 }), (everyMs, failures) => {
        const wait = retryMs({ everyMs }, failures);
        expect(wait).toBeGreaterThan(0);
        expect(wait).toBeLessThanOrEqual(Math.max(everyMs, minute));
        expect(retryMs({ everyMs }, failures + 1)).toBeGreaterThanOrEqual(wait);
      }),
    );
    expect([1, 2, 3, 20].map((failures) => retryMs({ everyMs: 60 * minute }, failures) / minute)).toEqual([
      1, 2, 4, 60,
    ]);
  });

  it("is due once its time has come, unless somebody holds it who is there", () => {
    const job = { everyMs: 60 * minute };
    const due = (over: object, gone = isGone) =>
      isDue(job, { dueAt: at(1_000), ...free, ...over }, { now: at(1_000), isGone: gone });
    expect(due({})).toBe(true);
    expect(due({ dueAt: at(1_001) })).toBe(false);
    expect(due({ leaseHolder: "other", leaseUntil: at(1_001) })).toBe(false);
    expect(due({ leaseHolder: "other", leaseUntil: at(1_001) }, () => true)).toBe(true);
    expect(due({ leaseHolder: "other", leaseUntil: at(1_000) })).toBe(true);
  });

  it("is due where its time is further off than ever meant: the clock was set back", () => {
    const row = { dueAt: at(1_000 + 60 * minute + 1), ...free };
    expect(isDue({ everyMs: 60 * minute }, row, { now: at(1_000), isGone })).toBe(true);
    expect(isDue({ everyMs: 60 * minute }, row, { now: at(1_001), isGone })).toBe(false);
  });
});
