// Registries that earlier programs left: the upgrade tells the log of what they lack, and hides nothing that was edited.
import { namesOf, readPromotions } from "@chancery/db";
import { meddle, plainly } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { ensurePolicyAdopted } from "../identity/adopt-policy.ts";
import { ensureInitialised } from "../identity/initialise.ts";
import { createTeam } from "../teams/create.ts";
import { makersOf } from "../versions/makers.ts";
import { eachEngine, textOf, type Kept, type World } from "../testing/index.ts";
import { compareRows } from "./compare-rows.ts";
import { keyHead } from "./key-head.ts";
import { logAsRead, readLogOnce } from "./known-log.ts";
import { tellUntold, whyNotWhollyTold } from "./tell-migrated.ts";

const names: readonly Kept["name"][] = ["before-rows", "first-rows", "before-waits"];

/** As the server does it before it serves; answers how many rows it told. */
async function upgrade({ house }: World): Promise<number> {
  expect(await keyHead(house)).toBeUndefined(); // of assertLogIntact the part that needs no key of that time
  expect(await ensureInitialised(house)).toBe(false);
  const { before, migrated } = await tellUntold(house);
  await ensurePolicyAdopted(house);
  return before + migrated;
}

eachEngine("a registry that an earlier program left", (open) => {
  it.each(names)("differs in no row from the log once it is upgraded, and is told once: %s", async (name) => {
    const world = await open({ name });
    const { db } = world.house;
    // What came with the gates and the jobs is bookkeeping, which no entry tells of.
    expect((await upgrade(world)) > 0).toBe(name !== "before-waits");
    const compared = await compareRows(db);
    expect(compared).toMatchObject({ faults: [], counts: {} });
    expect(compared.rows).toBeGreaterThan(300);
    expect(await upgrade(world)).toBe(0);
    const una = world.call(await world.person("Una", { role: "admin" })); // with SQL, so no act rests on her role
    const refused = createTeam(world.house, una, { slug: "vision-2", name: "Vision" });
    await expect(refused).rejects.toMatchObject({ reasons: [{ code: "record_contradicts_log" }] });
    await createTeam(world.house, world.system, { slug: "vision-2", name: "Vision" });
    expect((await compareRows(db)).counts).toEqual({ actors: 1, grants: 1 });
  });

  it.each(names)("says of what was executed the same as the entry of then: %s", async (name) => {
    const world = await open({ name });
    await upgrade(world);
    const entries = (await world.leaves()).filter(({ type }) => type === "chancery.promotion.executed.v1");
    const rows = await readPromotions(world.house.db.read, { where: undefined, limit: 1_000 });
    const executed = rows.filter(({ state }) => state === "executed");
    expect(entries.length).toBeGreaterThan(0);
    expect(executed.map(({ id }) => `promotion/${id}`).sort()).toEqual(entries.map(({ subject }) => subject).sort());
    const people = await namesOf(
      world.house.db.read,
      entries.map(({ authid }) => authid),
    );
    for (const { id, approvedAt, executedAt, executedBy } of executed) {
      const entry = entries.find(({ subject }) => subject === `promotion/${id}`)!;
      expect(executedBy).toBe(people.get(entry.authid));
      expect(executedAt?.toISOString()).toBe(entry.time);
      expect(approvedAt).toEqual(executedAt);
    }
  });

  it.each(names)(
    "finds in the log everybody whose uploads its rows tell of, in the order of then: %s",
    async (name) => {
      const world = await open({ name });
      await upgrade(world);
      await readLogOnce(world.house);
      const of = `FROM upload u JOIN version v ON v.id = u.version_id WHERE u.state = 'committed'`;
      const rows = await plainly(world.location, `SELECT u.version_id AS id, u.actor_id AS by ${of}`);
      const uploads = rows as readonly { readonly id: string; readonly by: string }[];
      expect(uploads.length).toBeGreaterThan(30);
      const makers = await makersOf(
        world.house.db.read,
        uploads.map(({ id }) => id),
      );
      expect(uploads.filter(({ id, by }) => !makers.get(id)?.some((one) => one.id === by))).toEqual([]);
      const letIn = `SELECT o.version_id FROM stage_occupancy o JOIN vote x ON x.promotion_id = o.promotion_id AND x.decision = 'approve'`;
      const first = await plainly(
        world.location,
        `SELECT v.model_id AS model, u.sha256 AS content,
           CASE WHEN u.version_id IN (${letIn}) THEN NULL ELSE u.actor_id END AS by
         ${of} AND u.size_bytes >= 65536 AND NOT EXISTS (
           SELECT 1 FROM upload e JOIN version w ON w.id = e.version_id
           WHERE e.sha256 = u.sha256 AND w.model_id = v.model_id AND e.state = 'committed' AND e.touched_at < u.touched_at)`,
      );
      const log = logAsRead(world.house.db);
      const told = first.map(
        ({ model, content }) => log?.sendings.firstOf(String(model), [String(content)])[0]?.actorId ?? null,
      );
      expect(told).toEqual(first.map(({ by }) => by));
      expect(new Set(told).size).toBeGreaterThan(2);
    },
  );

  const edits = {
    aliases: `UPDATE alias SET version_id = 'another' WHERE id = (SELECT min(id) FROM alias)`,
    promotions: `UPDATE promotion SET requester_id = 'another' WHERE id = (SELECT min(id) FROM promotion)`,
    grants: `DELETE FROM "grant" WHERE id = (SELECT max(id) FROM "grant")`,
    tokens: `INSERT INTO token (id, actor_id, name, prefix, secret_hash, scopes, created_by, created_at, expires_at)
      SELECT 'forged', actor_id, 'ci', 'chyp_x', 'hash', '["*"]', created_by, created_at, expires_at FROM token ORDER BY id LIMIT 1`,
  };
  it("still shows what was edited before the upgrade: an upgrade tells of no row that the log contradicts", async () => {
    const world = await open({ name: "first-rows", edits: Object.values(edits) });
    await upgrade(world);
    const { counts } = await compareRows(world.house.db);
    expect(counts).toEqual(Object.fromEntries(Object.keys(edits).map((table) => [table, 1])));
  });

  const hidden = "UPDATE audit_entry SET kind = 'log.checked@1' WHERE kind = 'log.baseline@1'";
  const forgotten = [
    "DELETE FROM counter WHERE name LIKE 'rows.told-%'",
    "DELETE FROM audit_row WHERE governed_table = 'dossierRevisions'",
  ];

  it("is told once, though somebody takes away in the database what says that it was", async () => {
    const world = await open({ name: "before-rows" });
    const { house, location } = world;
    await upgrade(world);
    await meddle(location, "UPDATE model SET name = 'another' WHERE id = (SELECT min(id) FROM model)", ...forgotten);
    expect(await upgrade(world)).toBe(0);
    await meddle(location, hidden);
    const restarted = { ...house, db: { ...house.db } };
    expect(await whyNotWhollyTold(restarted)).toMatchObject({ code: "baseline_gone" });
    expect(await whyNotWhollyTold({ ...restarted, rowsTold: textOf() })).toBeUndefined(); // a copy in a folder of its own
    const { counts } = await compareRows(house.db);
    expect(counts).toMatchObject({ models: 1 });
    expect(counts["dossierRevisions"]).toBeGreaterThan(0); // forgotten, and not told again
  });
});
