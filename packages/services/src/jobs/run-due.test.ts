// The registry's own work: each due time once, by one of its processes, made up after downtime, and retried where it fails.
import { openDatabase, readJobs } from "@chancery/db";
import { plainly } from "@chancery/db/testing";
import { expect, it } from "vitest";
import type { House } from "../house.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { createJobRunner, failingJobs } from "./run-due.ts";
import { jobs as allJobs, type Job } from "./table.ts";

const minute = 60_000;

const turn = async (runner: ReturnType<typeof createJobRunner>) => {
  await runner.begin();
  await runner.idle();
};
/** A job that notes when it ran. */
function counted(everyMs = minute): { readonly job: Job; readonly ran: Date[] } {
  const ran: Date[] = [];
  return { job: { name: "counted", everyMs, run: async ({ clock }) => void ran.push(clock.now()) }, ran };
}
const rowOf = async ({ house }: World, name: string) =>
  (await readJobs(house.db.read)).find((row) => row.name === name);

eachEngine("a timed job", (open) => {
  it("runs once for each due time, however many processes look at once", async () => {
    const world = await open();
    const { house, clock, location } = world;
    const others = await Promise.all([openDatabase(location), openDatabase(location)]);
    try {
      const { job, ran } = counted();
      const runners = [house, ...others.map((db): House => ({ ...house, db }))].map((one) =>
        createJobRunner(one, [job]),
      );
      for (let due = 0; due < 12; due += 1) {
        await Promise.all(runners.map((runner) => turn(runner)));
        expect(ran).toHaveLength(due + 1);
        clock.advance(minute);
      }
      expect(new Set(ran.map(Number)).size).toBe(12);
    } finally {
      for (const db of others) await db.close();
    }
  });

  it("makes up once what was missed while nothing ran, and keeps its rhythm", async () => {
    const { house, clock } = await open();
    const { job, ran } = counted();
    const runner = createJobRunner(house, [job]);
    await turn(runner);
    clock.advance(100.5 * minute);
    await turn(runner);
    await turn(runner);
    expect(ran).toHaveLength(2);
    clock.advance(minute / 2);
    await turn(runner);
    expect(ran).toHaveLength(3);
  });

  it("that fails is logged, retried after a wait that grows, and shown until it goes well", async () => {
    const world = await open();
    const { clock } = world;
    const told: object[] = [];
    const house = { ...world.house, log: { ...world.house.log, error: (facts: object) => void told.push(facts) } };
    let isBroken = true;
    let tries = 0;
    const job: Job = {
      name: "broken",
      everyMs: 60 * minute,
      async run() {
        tries += 1;
        if (isBroken) throw new Error("the disk is full");
      },
    };
    const runner = createJobRunner(house, [job]);
    for (const wait of [1, 2, 4]) {
      await turn(runner);
      clock.advance(wait * minute - 1);
      await turn(runner);
      clock.advance(1);
    }
    expect(tries).toBe(3);
    expect(told).toMatchObject([{ job: "broken", failures: 1 }, { failures: 2 }, { failures: 3 }]);
    expect(await failingJobs(house)).toEqual([{ name: "broken", failures: 3 }]);
    expect(await rowOf(world, "broken")).toMatchObject({
      failures: 3,
      lastError: "the disk is full",
      leaseHolder: null,
    });
    isBroken = false;
    await turn(runner);
    expect(await failingJobs(house)).toEqual([]);
    expect(await rowOf(world, "broken")).toMatchObject({ failures: 0, lastError: null });
  });

  it("is left to who has it, also over many turns, and taken up once they let it run out", async () => {
    const { house, clock, location } = await open();
    const { job, ran } = counted();
    const runner = createJobRunner(house, [job]);
    await turn(runner);
    clock.advance(minute);
    const until = clock.now().getTime() + 15_000;
    const instant = location.startsWith("postgres") ? `to_timestamp(${until} / 1000.0)` : `${until}`;
    await plainly(location, `UPDATE job SET lease_holder = 'elsewhere.1.x/1', lease_until = ${instant}`);
    await turn(runner);
    clock.advance(14_999);
    await turn(runner);
    expect(ran).toHaveLength(1);
    clock.advance(1);
    await turn(runner);
    expect(ran).toHaveLength(2);
  });

  it("that is under way is not begun again, and its end is waited for", async () => {
    const { house, clock } = await open();
    let finish: () => void = () => undefined;
    let begun = 0;
    const job: Job = {
      name: "slow",
      everyMs: minute,
      run() {
        begun += 1;
        return new Promise<void>((resolve) => (finish = resolve));
      },
    };
    const runner = createJobRunner(house, [job]);
    await runner.begin();
    clock.advance(10 * minute);
    await runner.begin();
    expect(begun).toBe(1);
    finish();
    await runner.idle();
    clock.advance(minute);
    await runner.begin();
    expect(begun).toBe(2);
    finish();
    await runner.idle();
  });

  it("without work writes nothing", async () => {
    const world = await open();
    const { job, ran } = counted();
    const runner = createJobRunner(world.house, [{ ...job, hasWork: async () => false }]);
    await turn(runner);
    const before = await rowOf(world, "counted");
    world.clock.advance(10 * minute);
    await turn(runner);
    expect(await rowOf(world, "counted")).toEqual(before);
    expect([before?.startedAt, ran]).toEqual([null, []]);
  });

  it("of every kind goes well in a new registry, under a name of its own", async () => {
    const { house } = await open();
    await turn(createJobRunner(house));
    expect(await failingJobs(house)).toEqual([]);
    expect((await readJobs(house.db.read)).map(({ name }) => name).sort()).toEqual(
      allJobs.map(({ name }) => name).sort(),
    );
    expect(new Set(allJobs.map(({ name }) => name)).size).toBe(allJobs.length);
  });
});
