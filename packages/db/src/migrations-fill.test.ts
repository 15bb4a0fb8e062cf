// Tables that came with a migration hold, in a registry of before, what was so all along.
import { builtInStages, builtInTiers } from "@chancery/core";
import { expect, it } from "vitest";
import { ownersOf } from "./model-owners.ts";
import { openDatabase } from "./open-database.ts";
import { fill } from "./testing-filled.ts";
import { eachDatabase, plainly } from "./testing.ts";
import { beforeMigration } from "./testing/before-migration.ts";

eachDatabase("migrations that bring a table", (open, engine) => {
  it("give a registry of before the stages and tiers it went by, and leave those of an empty one to its first entry", async () => {
    const { db, location } = await open();
    const idsOf = async (table: string) =>
      (await plainly(location, `SELECT id FROM ${table} ORDER BY rank`)).map((row) => row["id"]);
    await beforeMigration(location, "0028_stages");
    await (await openDatabase(location)).close();
    expect([await idsOf("stage"), await idsOf("tier")]).toEqual([[], []]);
    await fill(db);
    await beforeMigration(location, "0028_stages");
    await (await openDatabase(location)).close();
    expect(await idsOf("stage")).toEqual(builtInStages.map(({ id }) => id));
    expect(await idsOf("tier")).toEqual(builtInTiers.map(({ id }) => id));
  });

  it("make whoever registered a model its owner, or who answers for the service account that did", async () => {
    const { db, location } = await open();
    await fill(db);
    await beforeMigration(location, "0032_model_owner");
    const at = engine.name === "SQLite" ? "1000" : "to_timestamp(1)";
    await plainly(
      location,
      `INSERT INTO actor (id, kind, name, owner_id, state, created_at, revision) VALUES ('job', 'service', 'job', 'bob', 'active', ${at}, 1)`,
    );
    await plainly(
      location,
      `INSERT INTO model (id, team_id, name, name_key, description, tags, visibility, created_at, created_by, changed_at)
       VALUES ('pushed', 'team', 'pushed', 'pushed', '', '{}', 'team', ${at}, 'job', ${at})`,
    );
    const migrated = await openDatabase(location);
    expect(await ownersOf(migrated.read, "pushed")).toMatchObject([
      { ownerId: "bob", setBy: "job", from: new Date(1000), to: null },
    ]);
    expect(await ownersOf(migrated.read, "model")).toMatchObject([{ ownerId: "ada", setBy: "ada", to: null }]);
    await migrated.close();
  });
});
