// What a database records of its migrations, and the guards these made, held against the program: at a start and while it runs.
import { expect, it } from "vitest";
import { readMigrations } from "./migrations.ts";
import { openDatabase } from "./open-database.ts";
import { eachDatabase, plainly } from "./testing.ts";

/** What the next start would say. */
async function faultOf(location: string) {
  const db = await openDatabase(location);
  await db.close();
  return db.guardsFault;
}

eachDatabase("migrations that ran", (open, engine) => {
  const drop = engine.name === "SQLite" ? "DROP TRIGGER vote_no_delete" : "DROP TRIGGER vote_guard ON vote";

  /** The guards' last migration, forgotten: the next start would run it again. */
  const newestGuards = () => readMigrations("sqlite").findLast(({ name }) => name.endsWith("_guards"))!.name;

  it("do not run again over their own guards, so that one that was taken away comes back without a word", async () => {
    const { db, location } = await open();
    await plainly(location, drop);
    await plainly(location, `DELETE FROM schema_migration WHERE name = '${newestGuards()}'`);
    const edited = { code: "migration_unrecorded", message: expect.stringContaining(newestGuards()) as string };
    await expect(faultOf(location)).rejects.toMatchObject({ code: "UNAVAILABLE", reasons: [edited] });
    expect(await db.whyNotGuarded()).toMatchObject(edited);
    const standing = engine.name === "SQLite" ? "sqlite_master WHERE name =" : "pg_trigger WHERE tgname =";
    expect(await plainly(location, `SELECT 1 FROM ${standing} '${drop.split(" ")[2]}'`)).toEqual([]);
  });

  it("do not run after those that follow them", async () => {
    const { location } = await open();
    await plainly(location, "DELETE FROM schema_migration WHERE name = '0007_model_order'");
    await expect(faultOf(location)).rejects.toMatchObject({
      code: "UNAVAILABLE",
      reasons: [{ code: "migration_unrecorded", message: expect.stringContaining("0007_model_order") as string }],
    });
  });

  it("are held against the database of a server that runs, as at a start", async () => {
    const { db, location } = await open();
    expect(await db.whyNotGuarded()).toBeUndefined();
    await plainly(location, drop);
    expect(await db.whyNotGuarded()).toMatchObject({ code: "guards_differ" });
    await plainly(
      location,
      "INSERT INTO schema_migration (name, hash, applied_at) SELECT '9999_new', hash, applied_at FROM schema_migration LIMIT 1",
    );
    expect(await db.whyNotGuarded()).toMatchObject({ code: "schema_newer" });
  });
});
