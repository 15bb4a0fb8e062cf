// What the Integrity page shows: the last check, the rows it named, where what was signed is kept, and whether acts are taken.
import { meddle } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { growLog, quiet } from "../testing/attacks.ts";
import { eachEngine } from "../testing/index.ts";
import { assertLogIntact } from "./assert-log-intact.ts";
import { takeBaseline } from "./baseline.ts";
import { checkWhenDue } from "./check-by-itself.ts";
import { checkLog } from "./check.ts";
import { logIntegrity } from "./integrity.ts";
import { makeCheckpoint } from "./make-checkpoint.ts";

eachEngine("the integrity of the log", (open) => {
  it("says what was checked, by whom, how far, and when it is checked next", async () => {
    const world = await open(); // at 09:00
    const { house, call } = world;
    const iris = await world.person("Iris", { role: "auditor" });
    await growLog(world, 3);
    const stands = () => logIntegrity(house, call(iris), {});
    expect(await stands()).toMatchObject({ size: 3, lastCheck: null, running: null, start: null, frozen: null });
    await assertLogIntact(house);
    await makeCheckpoint(house);
    expect(await checkWhenDue(house)).toBe(true);
    expect(await stands()).toMatchObject({
      start: { from: 0, below: 3 },
      lastCheck: { by: null, reach: 3, treeSize: 3, isOk: true, firstBad: null },
      nextCheckAt: "2026-03-02T02:00:00.000Z",
      places: [{ size: 3, fault: null }],
      risk: null,
      contrasts: [],
    });
    await checkLog(house, call(iris), {});
    expect((await stands()).lastCheck).toMatchObject({ by: "Iris", reach: 3, rows: 13 });
    expect((await stands()).running).toBeNull();
  });

  it("shows a check that is under way, with who asked for it, and one that was broken off as that", async () => {
    const world = await open();
    const { house, call, clock } = world;
    const iris = await world.person("Iris", { role: "auditor" });
    await growLog(world, 3);
    const running = async () => (await logIntegrity(house, call(iris), {})).running;
    /** Looks while the check writes down what it found. */
    const watched = async (check: (watched: typeof house) => Promise<unknown>) => {
      let seen: Awaited<ReturnType<typeof running>> = null;
      const write: typeof house.checkNote.write = async (note) => {
        seen = await running();
        await house.checkNote.write(note);
      };
      await check({ ...house, checkNote: { ...house.checkNote, write } });
      return seen;
    };
    const begunAt = clock.now().toISOString();
    const asked = await watched((watching) => checkLog(watching, call(iris), {}));
    expect(asked).toEqual({ begunAt, at: begunAt, reach: 0, by: "Iris", isBrokenOff: false });
    expect(await running()).toBeNull();

    expect(await house.checkNote.claim(0)).toBe(true); // as another process that checks by itself
    const nightly = { begunAt, at: begunAt, reach: 2, by: null };
    await house.checkNote.noteProgress(nightly);
    expect(await watched((watching) => checkLog(watching, call(iris), {}))).toMatchObject({ by: null, reach: 2 });
    expect(await running()).toMatchObject({ reach: 2, isBrokenOff: false });
    clock.advance(6 * 60_000);
    expect(await running()).toMatchObject({ isBrokenOff: true });
    await house.checkNote.release();
    await checkLog(house, call(iris), {});
    expect(await running()).toBeNull();
    expect(await house.checkNote.claim(0)).toBe(true);
  });

  it("is not whole where the database contradicts itself, whatever the entries and rows say", async () => {
    const world = quiet(await open());
    const { system } = world;
    await growLog(world, 3);
    const unsound = { code: "database_unsound", message: "row 4 missing from index vote_promotion" };
    const house = { ...world.house, db: { ...world.house.db, whyNotSound: () => Promise.resolve(unsound) } };
    expect(await checkLog(house, system, {})).toMatchObject({ isOk: false, firstBad: null, reasons: [unsound] });
    expect((await logIntegrity(house, system, {})).lastCheck).toMatchObject({ isOk: false });
  });

  it("is no longer under way once it has failed", async () => {
    const world = await open();
    const { house, call } = world;
    const iris = await world.person("Iris", { role: "auditor" });
    await growLog(world, 3);
    const full = () => Promise.reject(new Error("the disk is full"));
    const failing = { ...house, checkNote: { ...house.checkNote, write: full } };
    await expect(checkLog(failing, call(iris), {})).rejects.toThrow("the disk is full");
    expect((await logIntegrity(house, call(iris), {})).running).toBeNull();
    expect(await house.checkNote.claim(0)).toBe(true);
  });

  it("names of each kind the first row at fault with its entry, column by column, until it is as recorded again", async () => {
    const world = quiet(await open());
    const { house, call } = world;
    const iris = await world.person("Iris", { role: "auditor" });
    await growLog(world, 3);
    const [first, last] = ["(SELECT min(id) FROM team)", "(SELECT max(id) FROM team)"];
    await meddle(world.location, `UPDATE team SET name = 'Mine' WHERE id = ${first}`);
    await meddle(world.location, `DELETE FROM team WHERE id = ${last}`);
    await checkLog(house, call(iris), {});
    const { lastCheck, contrasts } = await logIntegrity(house, call(iris), {});
    const teams = lastCheck?.kinds.find(({ table }) => table === "teams");
    expect(teams?.findings).toMatchObject([
      { fault: "differs", entry: 0, count: 1 },
      { fault: "missing", entry: 2, count: 1 },
    ]);
    expect(contrasts).toMatchObject([
      { table: "teams", entry: 0, isSo: true, columns: [{ name: "name", stands: '"Mine"' }] },
      { table: "teams", entry: 2, isSo: true, isThere: false, columns: [] },
    ]);
    const told = contrasts[0]!.columns[0]!.told!;
    await meddle(world.location, `UPDATE team SET name = '${JSON.parse(told) as string}' WHERE id = ${first}`);
    expect((await logIntegrity(house, call(iris), {})).contrasts[0]).toMatchObject({ isSo: false, columns: [] });
  });

  it("names a row that no entry tells of as long as it is there", async () => {
    const world = quiet(await open());
    const { house, call } = world;
    const iris = await world.person("Iris", { role: "auditor" });
    await growLog(world, 1);
    await takeBaseline(house);
    await meddle(
      world.location,
      `INSERT INTO team (id, slug, name, created_at) SELECT 'zz', 'mine', 'Mine', created_at FROM team`,
    );
    await checkLog(house, call(iris), {});
    const shown = async () => (await logIntegrity(house, call(iris), {})).contrasts;
    expect(await shown()).toMatchObject([{ table: "teams", entry: null, isThere: true, isSo: true }]);
    await meddle(world.location, "DELETE FROM team WHERE id = 'zz'");
    expect(await shown()).toMatchObject([{ table: "teams", entry: null, isThere: false, isSo: false }]);
  });

  it("shows of what is personal that it differs, and neither text nor digest", async () => {
    const world = quiet(await open());
    const { house, call } = world;
    const iris = await world.person("Iris", { role: "auditor" });
    await growLog(world, 1);
    await takeBaseline(house);
    await meddle(world.location, `UPDATE actor SET name = 'Mallory' WHERE id = '${iris.id}'`);
    await checkLog(house, call(iris), {});
    const { contrasts } = await logIntegrity(house, call(iris), {});
    expect(contrasts).toMatchObject([{ table: "actors", columns: [{ name: "name", told: null, stands: null }] }]);
  });

  it("says why no act is taken, and warns while a thief of the data folder has every copy", async () => {
    const world = quiet(await open());
    const { house, call } = world;
    const iris = await world.person("Iris", { role: "auditor" });
    await growLog(world, 4);
    await makeCheckpoint(house);
    await meddle(world.location, "UPDATE audit_entry SET actor_id = 'someone-else' WHERE idx = 2");
    await assertLogIntact(house);
    const near = { ...house, whyNotApart: () => Promise.resolve("it lies in the data folder") };
    expect(await logIntegrity(near, call(iris), {})).toMatchObject({
      frozen: { code: "column_mismatch" },
      start: null,
      risk: "it lies in the data folder",
    });
  });
});
