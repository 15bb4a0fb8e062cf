// An index rebuilt without a row hides that row from whoever asks by it, while every table and trigger stays as it was.
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, it } from "vitest";
import { fillForPlans } from "./plans/fill.ts";
import { plainly, sqlite, type OpenedDatabase } from "./testing.ts";

let opened: OpenedDatabase;
beforeEach(async () => {
  opened = await sqlite.open();
  await fillForPlans(opened.location);
});
afterEach(() => opened.drop());

it("names an index that a row was left out of, and finds nothing before and after", async () => {
  expect(await opened.db.whyNotSound()).toBeUndefined();
  const [row] = await plainly(opened.location, "SELECT id, promotion_id FROM vote LIMIT 1");
  const [index] = await plainly(opened.location, "SELECT sql FROM sqlite_master WHERE name = 'vote_promotion'");
  /** As SQL can: the schema says so, and the index is built anew or not. */
  const rewriteIndex = (text: string, then = "") => {
    const connection = new Database(opened.location);
    connection.unsafeMode();
    connection.pragma("writable_schema = ON");
    connection.prepare("UPDATE sqlite_master SET sql = ? WHERE name = 'vote_promotion'").run(text);
    connection.pragma("writable_schema = RESET");
    connection.exec(then);
    connection.close();
  };
  const sql = String(index?.["sql"]);
  rewriteIndex(`${sql} WHERE id <> '${String(row?.["id"])}'`, "REINDEX vote_promotion");
  rewriteIndex(sql);
  expect(await opened.db.whyNotSound()).toMatchObject({
    code: "database_unsound",
    message: expect.stringMatching(/index vote_promotion/) as string,
  });
  rewriteIndex(sql, "REINDEX vote_promotion");
  expect(await opened.db.whyNotSound()).toBeUndefined();
});

it("is answered also where the thread has ended before anybody looks", async () => {
  const asked = opened.db.whyNotSound();
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_000); // its word and its end come at once
  expect(await asked).toBeUndefined();
});
