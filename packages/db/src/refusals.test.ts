// Counting refusals while the timer of another process takes away what is counted.
import { expect, it } from "vitest";
import { countAttempt, sweepLoginCounters } from "./login-counters.ts";
import { countRefusal, takeElapsedRefusals } from "./refusals.ts";
import { eachDatabase } from "./testing.ts";

const times = 60;
const slowly = 60_000;
const entry = { kind: "promotion.voted@1" };
const long = 1000;

eachDatabase("counters that are swept meanwhile", (open) => {
  it(
    "lose no refusal between counting and taking",
    async () => {
      const { db } = await open();
      const at = (n: number) => new Date(n * long * 2);
      let repeats = 0;
      const count = async (n: number) => {
        const { isRepeat, elapsed } = await db.transaction((tx) =>
          countRefusal(tx, { key: "k", now: at(n), windowMs: long, entry }),
        );
        repeats += (isRepeat ? 1 : 0) - (elapsed?.repeats ?? 0);
      };
      const take = async (n: number) => {
        const taken = await db.transaction((tx) => takeElapsedRefusals(tx, { now: at(n), windowMs: 0 }));
        repeats -= taken.reduce((sum, row) => sum + row.repeats, 0);
      };
      for (let n = 1; n <= times; n += 1) await Promise.all([count(n), take(n + 1), count(n), take(n + 1)]);
      await take(times + 2);
      expect(repeats).toBe(0);
    },
    slowly,
  );

  it(
    "count every attempt to sign in",
    async () => {
      const { db } = await open();
      const limits = [{ key: "k", most: 2, windowMs: long }];
      for (let n = 1; n <= times; n += 1) {
        const now = new Date(n * long * 2);
        const sweep = () => db.transaction((tx) => sweepLoginCounters(tx, { before: now }));
        const attempt = () => db.transaction((tx) => countAttempt(tx, { limits, now }));
        const [first, , second] = await Promise.all([attempt(), sweep(), attempt(), sweep()]);
        expect([first, second]).toEqual([undefined, undefined]);
        expect(await attempt()).toBeDefined();
      }
    },
    slowly,
  );
});
