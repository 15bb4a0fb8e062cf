// The tables are held against the log: what somebody with the whole database edits is named, with the entry it contradicts.
import { meddle } from "@chancery/db/testing";
import type { GovernedTable } from "@chancery/db";
import { beforeEach, expect, it } from "vitest";
import { seedDemo } from "../demo/seed.ts";
import { edits } from "../testing/edits.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { takeBaseline } from "./baseline.ts";
import { compareRows } from "./compare-rows.ts";

const slowly = 180_000;
eachEngine("the tables, held against the log,", (open) => {
  let world: World;
  beforeEach(async () => {
    world = await open();
    await seedDemo(world.house, {});
    await takeBaseline(world.house); // the world's own rows came about without an act
  }, slowly);

  it(
    "are what it says, until somebody edits a row with SQL: each edit is found, with the entry it contradicts",
    async () => {
      const { location } = world;
      const { db } = world.house;
      const counts: Partial<Record<GovernedTable, number>> = {};
      expect(await compareRows(db)).toMatchObject({ faults: [], counts: {} });
      for (const [what, table, sql, fault = "differs"] of edits) {
        await meddle(location, sql);
        const found = await compareRows(db);
        expect(found.counts[table], what).toBe((counts[table] ?? 0) + 1);
        counts[table] = found.counts[table]!;
        if (counts[table] === 1) expect(found.faults.find((one) => one.table === table)?.fault, what).toBe(fault);
        const named = found.faults.find((one) => one.table === table);
        expect(named?.entry === null, what).toBe(named?.fault === "unrecorded");
      }
      const inTurns = await compareRows(db, { wordsAtOnce: 50 });
      expect(inTurns).toMatchObject(
        await compareRows(db).then(({ entries, rows, counts }) => ({ entries, rows, counts })),
      );
    },
    slowly,
  );
});
