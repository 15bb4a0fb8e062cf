// A database that is locked or broken under a running server: what is written of it tells no secret, statement or hash.
import { join } from "node:path";
import Database from "better-sqlite3";
import { test } from "@playwright/test";
import pg from "pg";
import { askWithCanaries, expectQuiet } from "../support/quiet.ts";
import { openRegistry } from "../support/registry.ts";
import { openPlace, type Place } from "../support/server.ts";

/** Tables that every request, sign-in and token needs. */
const tables = ["session", "token", "login_counter", "idempotency", "credential"];

async function onTables(
  { databaseUrl, dataFolder }: Place,
  act: (run: (sql: string) => Promise<void>) => Promise<void>,
) {
  if (databaseUrl === undefined) {
    const connection = new Database(join(dataFolder, "chancery.db"));
    connection.pragma("foreign_keys = OFF");
    await act((sql) => Promise.resolve(void connection.exec(sql)));
    connection.close();
    return;
  }
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await act(async (sql) => void (await client.query(sql)));
  await client.end();
}

test("§4g: of a database whose tables are gone the server writes no secret, no statement and no hash", async () => {
  const place = await openPlace();
  const registry = await openRegistry(place);
  try {
    const since = registry.server.output().length;
    for (const table of tables) {
      await onTables(place, (run) => run(`ALTER TABLE "${table}" RENAME TO "${table}_gone"`));
      await askWithCanaries(registry);
      await onTables(place, (run) => run(`ALTER TABLE "${table}_gone" RENAME TO "${table}"`));
    }
    expectQuiet(registry, since);
  } finally {
    await registry.server.kill();
    await place.remove();
  }
});

test("§4g: of a database that another process holds the server writes no secret, no statement and no hash", async () => {
  test.setTimeout(180_000);
  const place = await openPlace();
  const registry = await openRegistry(place);
  try {
    const since = registry.server.output().length;
    await onTables(place, async (run) => {
      await run(place.databaseUrl === undefined ? "BEGIN EXCLUSIVE" : "BEGIN; SELECT 1 FROM audit_head FOR UPDATE");
      await askWithCanaries(registry);
      await run("ROLLBACK");
    });
    expectQuiet(registry, since);
  } finally {
    await registry.server.kill();
    await place.remove();
  }
});
