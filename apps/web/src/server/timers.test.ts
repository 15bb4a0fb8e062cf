// What the server does by itself, on timers that the test moves.
import { refuse } from "@chancery/core";
import { createModel, ensureInitialised, makeCheckpoint } from "@chancery/services";
import { eachEngine, type World } from "@chancery/services/testing";
import { modelsWithoutSummary } from "@chancery/db";
import { plainly } from "@chancery/db/testing";
import { afterEach, expect, it, vi } from "vitest";
import { startFilling, startTimers } from "./timers.ts";

afterEach(() => void vi.useRealTimers());

eachEngine("every minute", (open) => {
  it("writes the newest checkpoint to the process log, where whoever collects it has a copy of their own", async () => {
    const { house } = await open();
    await ensureInitialised(house);
    await makeCheckpoint(house);
    const written: object[] = [];
    const log = { ...house.log, info: (facts: object) => void written.push(facts) };
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const stop = startTimers({ ...house, log });
    vi.advanceTimersByTime(60_000);
    await stop();
    const note = await house.checkpointFile.read();
    expect(note).toContain(house.signer.origin);
    expect(written).toContainEqual({ checkpoint: note });
  });
});

eachEngine("while the database is locked or gone", (open) => {
  it("a timed job says so once, is tried ever more seldom, and goes on by itself", async () => {
    const { house } = await open();
    await ensureInitialised(house);
    let isLocked = true;
    let tries = 0;
    const told: string[] = [];
    const db: typeof house.db = {
      ...house.db,
      transaction: (run, patience) => {
        tries += 1;
        if (isLocked) return Promise.reject(refuse("UNAVAILABLE", "database_locked", "the database is locked"));
        return house.db.transaction(run, patience);
      },
    };
    const log = { ...house.log, error: (_facts: object, message: string) => void told.push(message) };
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const stop = startTimers({ ...house, db, log });
    const pass = async (seconds: number) => {
      for (let n = 0; n < seconds; n += 1) {
        vi.advanceTimersByTime(1_000);
        await new Promise((resolve) => setTimeout(resolve, 2)); // what a tick began may go on
      }
    };
    await pass(59);
    expect(told).toEqual(["the database is locked"]);
    expect(tries).toBeLessThan(10);
    isLocked = false;
    await pass(60);
    await stop();
    expect(await house.checkpointFile.read()).toContain(house.signer.origin);
  });
});

eachEngine("what a registry of before has to be given once", (open) => {
  const withoutRows = async (world: World) => {
    const ada = await world.person("Ada", { role: "contributor", team: "speech" });
    for (let n = 0; n < 45; n += 1) await createModel(world.house, world.call(ada), { team: "speech", name: `m-${n}` });
    await plainly(world.location, "DELETE FROM model_summary");
    return () => modelsWithoutSummary(world.house.db.read, { after: undefined, limit: 100 });
  };

  it("is written while the server is up, and its end waits for what was begun and for no more", async () => {
    const world = await open();
    const missing = await withoutRows(world);
    await startFilling(world.house)(); // stopped at once
    expect((await missing()).length).toBeGreaterThan(0);
    const stop = startFilling(world.house);
    await expect.poll(async () => (await missing()).length, { timeout: 30_000 }).toBe(0);
    await stop();
  }, 60_000);

  it("is left alone where the log is frozen, and a failure is told and ends nothing", async () => {
    const world = await open();
    const missing = await withoutRows(world);
    await startFilling({
      ...world.house,
      freeze: { ...world.house.freeze, because: { code: "damaged", message: "damaged" } },
    })();
    expect(await missing()).toHaveLength(45);
    const told: string[] = [];
    const log = { ...world.house.log, error: (_facts: object, message: string) => void told.push(message) };
    const db = { ...world.house.db, transaction: () => Promise.reject(new Error("gone")) };
    const stop = startFilling({ ...world.house, log, db });
    await expect.poll(() => told).toEqual(["some rows of the models list could not be written"]);
    await stop();
    const after = startFilling(world.house);
    await expect.poll(async () => (await missing()).length, { timeout: 30_000 }).toBe(0);
    await after();
  }, 60_000);
});
