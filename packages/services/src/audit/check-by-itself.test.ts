// The check that nobody asks for: when it is made, by whom, and what follows from what it finds.
import { meddle, plainly } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { growLog } from "../testing/attacks.ts";
import { eachEngine, type World } from "../testing/index.ts";
import type { House } from "../house.ts";
import { createTeam } from "../teams/create.ts";
import { checkLog } from "./check.ts";
import { checkWhenDue } from "./check-by-itself.ts";

const hour = 3_600_000;

/** As another process of the same registry has it. */
const processOf = ({ house }: World) => {
  const alarms: object[] = [];
  const log = { info: () => undefined, error: (facts: object) => void alarms.push(facts) };
  return { ...house, log, alarms, checkNote: { ...house.checkNote }, freeze: { because: house.freeze.because } };
};

eachEngine("the check that nobody asks for", (open, engine) => {
  it("is made after a start and every night, and once between all processes", async () => {
    const world = await open(); // at 09:00
    await growLog(world, 3);
    const [one, other] = [processOf(world), processOf(world)];
    expect(await checkWhenDue(one)).toBe(true);
    expect([await checkWhenDue(one), await checkWhenDue(other)]).toEqual([false, false]); // they started together
    world.clock.advance(16 * hour);
    expect([await checkWhenDue(one), await checkWhenDue(other)]).toEqual([false, false]);
    world.clock.advance(1.5 * hour);
    expect((await Promise.all([checkWhenDue(one), checkWhenDue(other)])).filter(Boolean)).toHaveLength(1);
    expect([await checkWhenDue(one), await checkWhenDue(other)]).toEqual([false, false]);
    expect(await one.checkNote.read()).toMatchObject({ isOk: true, treeSize: 3, reach: 3, rows: 11, reasons: [] });
  });

  it("is made after every start, however soon after the last check", async () => {
    const world = await open();
    await growLog(world, 1);
    expect(await checkWhenDue(processOf(world))).toBe(true);
    world.clock.advance(1000);
    const restarted = processOf(world);
    expect([await checkWhenDue(restarted), await checkWhenDue(restarted)]).toEqual([true, false]);
  });

  it("goes on where it was broken off, and is then of the time it was begun at", async () => {
    const world = await open();
    await growLog(world, 3);
    const house = processOf(world);
    expect(await checkWhenDue(house, () => true)).toBe(false);
    const begun = await house.checkNote.progress();
    expect(begun).toMatchObject({ reach: 3, by: null });
    expect(await house.checkNote.read()).toBeUndefined();
    await growLog(world, 2);
    expect(await checkWhenDue(house)).toBe(true);
    expect(await house.checkNote.read()).toMatchObject({ begunAt: begun?.begunAt, isOk: true, reach: 5, rows: 13 });
    expect(await house.checkNote.progress()).toBeUndefined();
  });

  it("takes up a check that somebody asked for and a stop broke off, in their name", async () => {
    const world = await open();
    await growLog(world, 3);
    const house = processOf(world);
    const begunAt = world.clock.now().toISOString();
    await house.checkNote.noteProgress({ begunAt, at: begunAt, reach: 1, by: "somebody" });
    expect(await checkWhenDue(house)).toBe(true);
    expect(await house.checkNote.read()).toMatchObject({ begunAt, by: "somebody", isOk: true, reach: 3 });
  });

  it("alarms of an edited row, which stops nobody else's acts", async () => {
    const world = await open();
    await growLog(world, 3);
    await meddle(world.location, "UPDATE team SET name = 'Mine' WHERE id = (SELECT min(id) FROM team)");
    const house = processOf(world);
    expect(await checkWhenDue(house)).toBe(true);
    expect(await house.checkNote.read()).toMatchObject({
      isOk: false,
      firstBad: null,
      reasons: [{ code: "row_differs" }],
    });
    expect(house.alarms).toMatchObject([{ entries: 3, reasons: [{ code: "row_differs" }] }]);
    await createTeam(house, world.system, { slug: "late", name: "Late" });
  });

  it("freezes a log whose end was damaged while the server ran", async () => {
    const world = await open();
    await growLog(world, 4);
    await meddle(world.location, "UPDATE audit_entry SET actor_id = 'someone-else' WHERE idx = 2");
    const house = processOf(world);
    expect(await checkWhenDue(house)).toBe(true);
    expect(await house.checkNote.read()).toMatchObject({ isOk: false, firstBad: 2, reach: 2 });
    await expect(createTeam(house, world.system, { slug: "late", name: "Late" })).rejects.toMatchObject({
      reasons: [{ code: "column_mismatch" }],
    });
  });

  const dropOne = { SQLite: "DROP TRIGGER vote_no_delete", PostgreSQL: "DROP TRIGGER vote_guard ON vote" };
  it.each([
    ["by itself", (house: House) => checkWhenDue(house)],
    ["when asked", (house: House, { system }: World) => checkLog(house, system, {})],
  ] as const)("made %s finds a guard that was taken away while the server ran, and freezes", async (_how, check) => {
    const world = await open();
    await growLog(world, 2);
    const house = processOf(world);
    await plainly(world.location, dropOne[engine.name as keyof typeof dropOne]);
    await check(house, world);
    const reasons = [{ code: "guards_differ" }];
    expect(await house.checkNote.read()).toMatchObject({ isOk: false, firstBad: null, reach: 2, rows: 10, reasons });
    expect(house.freeze.because).toMatchObject(reasons[0]!);
    expect(house.alarms.length).toBeGreaterThan(0);
    await expect(createTeam(house, world.system, { slug: "late", name: "Late" })).rejects.toMatchObject({ reasons });
  });
});
