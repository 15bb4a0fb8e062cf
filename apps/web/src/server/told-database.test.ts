// What real drivers say when a database is broken, locked or gone, written to the log: nothing of what was asked with.
import { openDatabase, replaceHash, setCredential, tokenWithActor, type Db } from "@chancery/db";
import { eachDatabase, lockOut, plainly } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { createLogger, tameConsole } from "./logger.ts";

const hash = "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8";
const typed = "violet canary 71";
const asking: Readonly<Record<string, (db: Db) => Promise<unknown>>> = {
  "a read by a token's hash": (db) => tokenWithActor(db.read, hash),
  "a write of a password's hash": (db) =>
    db.transaction((tx) => setCredential(tx, { actorId: typed, passwordHash: hash, changedAt: new Date(0) })),
  "a change of a password's hash": (db) =>
    db.transaction((tx) => replaceHash(tx, { actorId: typed, before: hash, after: typed })),
};

/** The errors written every way the server has. */
function written(errors: readonly unknown[]): string {
  let text = "";
  const log = createLogger((line) => void (text += line));
  const target = { error(..._parts: unknown[]) {}, warn(..._parts: unknown[]) {} };
  tameConsole(log, target);
  for (const err of errors) {
    log.error({ err, other: err, deep: [{ err }] }, "a request failed");
    log.info({ err }, "told besides");
    target.error("⨯", err);
    target.warn(String(err instanceof Error ? err.stack : err));
  }
  return text;
}

eachDatabase("what is written of a database", (open) => {
  const errorsOf = async (db: Db) => {
    const asked = await Promise.allSettled(Object.values(asking).map((ask) => ask(db)));
    return asked.flatMap((one): unknown[] => (one.status === "rejected" ? [one.reason] : []));
  };
  const expectQuiet = (errors: readonly unknown[]) => {
    expect(errors.length).toBeGreaterThan(0);
    const text = written(errors);
    expect(text).not.toMatch(
      new RegExp(
        `${hash}|${typed}|Failed query:|params:|insert into|update "|select "|no such table|constraint failed|relation \\\\?"`,
        "i",
      ),
    );
    expect(text).toContain('"type":');
  };

  it("whose tables are gone holds no statement and no parameter", async () => {
    const { db, location } = await open();
    for (const table of ["token", "credential"])
      await plainly(location, `ALTER TABLE "${table}" RENAME TO "${table}2"`);
    const errors = await errorsOf(db);
    expect(errors).toHaveLength(3);
    expectQuiet(errors);
  });

  it("that refuses a row holds no statement and no parameter", async () => {
    const { db } = await open();
    const refused = await asking["a write of a password's hash"]!(db).catch((error: unknown) => error);
    expectQuiet([refused]); // nobody has that id
  });

  it("that was closed, or that another process holds, holds no statement and no parameter", async () => {
    const { db, location } = await open();
    const unlock = await lockOut(location);
    const locked = await errorsOf(db);
    await unlock();
    const closed = await openDatabase(location);
    await closed.close();
    expectQuiet([...locked, ...(await errorsOf(closed))]);
  }, 60_000);
});
