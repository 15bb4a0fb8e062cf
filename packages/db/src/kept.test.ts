// What is read all day and kept: whoever commits, the very next read knows it; what only time ends, ends by itself.
import { expect, it } from "vitest";
import { insertActor } from "./actors.ts";
import { grantsOf, insertGrant, setGrantEnded } from "./grants.ts";
import { openDatabase } from "./open-database.ts";
import { countStatements, eachDatabase, type OpenedDatabase } from "./testing.ts";
import { insertToken, revokeTokenTree, tokenWithActor } from "./tokens.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 9, minute));
const person = { id: "ada", kind: "person", name: "Ada", email: null, emailKey: null, ownerId: null } as const;
const token = {
  name: "ci",
  prefix: "chyp_a",
  scopes: ["*"],
  actorId: "ada",
  createdBy: "ada",
  parentId: null,
} as const;
const grant = {
  actorId: "ada",
  groupId: null,
  role: "viewer",
  scope: "team",
  scopeId: "t",
  grantedBy: "ada",
  beginning: null,
  waitsUntil: null,
} as const;

async function withAda(open: () => Promise<OpenedDatabase>) {
  const opened = await open();
  await opened.db.transaction((tx) => insertActor(tx, { ...person, state: "active", createdAt: at(0) }));
  return opened;
}

eachDatabase("a read that is kept", (open, engine) => {
  it("sees a revocation at once, by this process or by another", async () => {
    const { db, location } = await withAda(open);
    const other = await openDatabase(location);
    for (const [n, writer] of [db, other, db, other].entries()) {
      const [id, secretHash] = [`token-${n}`, `hash-${n}`];
      await writer.transaction((tx) =>
        insertToken(tx, { ...token, id, secretHash, createdAt: at(0), expiresAt: at(50) }),
      );
      const revokedIn = (reader: typeof db) => tokenWithActor(reader.read, secretHash).then((row) => row?.revokedAt);
      for (const reader of [db, db, other, other]) expect(await revokedIn(reader)).toBeNull();
      await writer.transaction((tx) => revokeTokenTree(tx, { id, at: at(1) }));
      for (const reader of [db, db, other, other]) expect(await revokedIn(reader)).toEqual(at(1));
    }
    await other.close();
  });

  it("of grants is judged by the time it is asked for, without anything written", async () => {
    const { db } = await withAda(open);
    const rolesAt = async (minute: number) =>
      (await grantsOf(db.read, { actorId: "ada", at: at(minute) })).map(({ role }) => role);
    await db.transaction(async (tx) => {
      await insertGrant(tx, { ...grant, id: "g", givenAt: at(10), from: at(10) });
      await setGrantEnded(tx, { id: "g", endedBy: "ada", to: at(20) });
    });
    expect([await rolesAt(9), await rolesAt(10), await rolesAt(19), await rolesAt(20), await rolesAt(10)]).toEqual([
      [],
      ["viewer"],
      ["viewer"],
      [],
      ["viewer"],
    ]);
  });

  if (engine.name === "SQLite")
    it("asks only whether anything was committed, until something was", async () => {
      const { db, location } = await withAda(open);
      const other = await openDatabase(location);
      const statements = () => countStatements(() => tokenWithActor(db.read, "nobody's"));
      expect([await statements(), await statements(), await statements()]).toEqual([2, 1, 1]);
      await other.transaction((tx) => insertGrant(tx, { ...grant, id: "g", givenAt: at(10), from: at(10) }));
      expect([await statements(), await statements()]).toEqual([2, 1]);
      await other.close();
    });
});
