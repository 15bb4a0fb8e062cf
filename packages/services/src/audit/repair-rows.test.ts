// The way back: after any edit of governed rows with SQL, the rows are what the log says again, and an entry says what was done.
import { randomUUID } from "node:crypto";
import { openDatabase, rewriteRow, withoutGuards } from "@chancery/db";
import { meddle, plainly } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { seedDemo } from "../demo/seed.ts";
import { listLineage } from "../lineage/list.ts";
import { recordLineage } from "../lineage/record.ts";
import { getPromotion } from "../promotions/get.ts";
import { quiet } from "../testing/attacks.ts";
import { refusal } from "../testing/catalogue-scene.ts";
import { edits } from "../testing/edits.ts";
import { expectTrueSummaries } from "../testing/expect-true-summaries.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { openScene, type Scene } from "../testing/promotion-scene.ts";
import { resolveVersion } from "../versions/resolve.ts";
import { takeBaseline } from "./baseline.ts";
import { checkLog } from "./check.ts";
import { compareRows } from "./compare-rows.ts";
import { repairRows } from "./repair-rows.ts";

const slowly = 400_000;
const really = { isDry: false };

/** An edit of every row of a table. */
const everyRow: Readonly<Record<string, string>> = {
  vote: "note = 'fine'",
  promotion: "requester_id = 'another'",
  evaluation: "evaluator_id = 'another'",
  lineage_edge: "created_by = 'another'",
  revision: "author_id = 'another'",
  version: "created_by = 'another'",
  grant: "role = 'admin'",
  dossier_revision: "digest = 'another'",
};

/** What can be had from nowhere but the row that was edited. */
const onlyInTheRow = new Set(["document", "body", "metrics", "facts", "passwordHash", "description"]);

const isOfRepair = ({ type }: { readonly type: string }) => /log\.(repaired|rows-continued)/.test(type);
const repairsOf = async (world: World, from: number) => (await world.leaves()).slice(from).filter(isOfRepair);

async function promoted(world: World): Promise<Scene> {
  const scene = await openScene(quiet(world));
  await scene.promote((await scene.version()).id);
  await scene.promote((await scene.version()).id);
  await takeBaseline(scene.house);
  return scene;
}
const production = async (scene: Scene) =>
  (await resolveVersion(scene.house, scene.call(scene.ada), { ref: "speech/vad@production" })).number;

eachEngine("a repair", (open) => {
  it(
    "makes of every row edited with SQL what the log says, and leaves an entry that names it",
    async () => {
      const world = await open();
      const { house, location } = world;
      await seedDemo(house, {});
      await takeBaseline(house); // the world's own rows came about without an act
      for (const [what, table, sql] of edits) {
        const size = (await world.leaves()).length;
        await meddle(location, sql);
        const { mends, reindexed } = await repairRows(house, really);
        expect(mends.length + reindexed.length, what).toBeGreaterThan(0);
        for (const mend of mends) {
          expect(mend.table, what).toBe(table);
          for (const column of mend.lost) expect(onlyInTheRow, what).toContain(column);
        }
        expect((await compareRows(house.db)).all, what).toEqual([]);
        const [repaired] = await repairsOf(world, size);
        const named = mends.map(({ table: of, id, what: how }) => `${how} ${of}/${id}`);
        expect(repaired?.data["after"], what).toMatchObject({ mended: named, reindexed: reindexed.length });
      }
      const size = (await world.leaves()).length;
      await meddle(location, ...Object.entries(everyRow).map(([table, edit]) => `UPDATE "${table}" SET ${edit}`));
      const { mends } = await repairRows(house, really);
      expect((await compareRows(house.db)).all).toEqual([]);
      const [entry] = await repairsOf(world, size);
      const { rewritten, mended } = entry?.data["after"] as { rewritten: number; mended: string[] };
      expect(rewritten).toBe(mends.length);
      expect(mended.length).toBeLessThan(rewritten);
      await expectTrueSummaries(world);
      expect(await checkLog(house, world.system, {})).toMatchObject({ isOk: true, reasons: [] });
    },
    slowly,
  );

  it("does nothing where every row is what the log says, and only says what it would do when asked", async () => {
    const scene = await promoted(await open());
    const size = (await scene.leaves()).length;
    expect(await repairRows(scene.house, really)).toEqual({ mends: [], reindexed: [], waits: [] });
    await meddle(scene.location, "UPDATE vote SET decision = 'reject'");
    const { all } = await compareRows(scene.house.db);
    const { mends } = await repairRows(scene.house, { isDry: true });
    expect(mends).toMatchObject(
      all.map(() => ({ table: "votes", what: "rewritten", columns: { decision: "approve" } })),
    );
    expect((await compareRows(scene.house.db)).all).toEqual(all);
    expect(await scene.leaves()).toHaveLength(size);
  });

  it("lets acts rest on the rows again, and tells a place by who holds it", async () => {
    const scene = await promoted(await open());
    const asked = await scene.ask((await scene.version()).id);
    await meddle(
      scene.location,
      `UPDATE promotion SET requester_id = 'x' WHERE id = '${asked.id}'`,
      `UPDATE stage_occupancy SET "from" = "from" - ${scene.location.startsWith("postgres") ? "interval '1 day'" : "86400000"} WHERE "to" IS NOT NULL`,
    );
    await expect(scene.vote(asked, scene.rita)).rejects.toEqual(
      refusal("ILLEGAL_TRANSITION", "record_contradicts_log"),
    );
    await repairRows(scene.house, really);
    expect(await production(scene)).toBe(2);
    expect(await scene.vote(asked, scene.rita)).toMatchObject({ state: "executed" });
    expect(await production(scene)).toBe(3);
  });

  it("removes an account that no act made, with what stands on it, and lets the first one in again", async () => {
    const scene = await promoted(await open());
    const at = scene.location.startsWith("postgres") ? "now()" : "1";
    const id = randomUUID();
    await meddle(
      scene.location,
      `INSERT INTO actor (id, kind, name, state, created_at) VALUES ('${id}', 'person', 'Mallory', 'active', ${at})`,
      `INSERT INTO credential (actor_id, password_hash, changed_at) VALUES ('${id}', 'hash', ${at})`,
      `INSERT INTO session (id, actor_id, created_at, last_seen_at, expires_at) VALUES ('s', '${id}', ${at}, ${at}, ${at})`,
      `DELETE FROM "grant" WHERE actor_id = '${scene.rolf.id}'`,
    );
    const { mends } = await repairRows(scene.house, really);
    expect(mends.map(({ table, what }) => `${what} ${table}`).toSorted()).toEqual([
      "removed actors",
      "removed credentials",
      "restored grants",
    ]);
    expect(await plainly(scene.location, "SELECT id FROM session WHERE id = 's'")).toEqual([]);
    expect((await compareRows(scene.house.db)).all).toEqual([]);
    const asked = await scene.ask((await scene.version()).id);
    expect(await scene.vote(asked, scene.rolf)).toMatchObject({ state: "executed" });
  });

  it("says of a text that only the row held that it is lost, and shows the next revision of an open promotion", async () => {
    const scene = await promoted(await open());
    const { house, call, ada, rita } = scene;
    const { id: versionId } = await scene.version();
    const edge = { kind: "built_from", repository: "https://git.test/vad", commit: "a".repeat(40), isDirty: false };
    await recordLineage(house, call(ada), { versionId, fact: edge });
    const asked = await scene.ask(versionId);
    await meddle(
      scene.location,
      "UPDATE dossier_revision SET document = '{}'",
      "UPDATE lineage_edge SET facts = '{}'",
      "DELETE FROM lineage_edge",
    );
    const { mends } = await repairRows(house, really);
    expect(mends.filter(({ table }) => table === "dossierRevisions")).toMatchObject(
      Array.from({ length: 3 }, () => ({ what: "rewritten", lost: ["document"] })),
    );
    const seen = await scene.see(asked);
    expect(seen).toMatchObject({ state: "open", revision: 2, changes: [] });
    const repaired = (await scene.leaves()).findIndex(({ type }) => type === "chancery.log.repaired.v1");
    const lost = { dossier: null, lost: { entry: repaired }, changes: [], card: { diff: null } };
    const first = await getPromotion(house, call(rita), { number: asked.number, revision: 1 });
    expect(first).toMatchObject({ ...lost, revision: 1, state: "open", reason: seen.reason });
    // One that was decided is frozen no more: everything else about it can still be read.
    const decided = await scene.see({ number: 1 });
    expect(decided).toMatchObject({ ...lost, state: "executed", votes: [{ decision: "approve" }] });
    expect(decided.gates).not.toEqual([]);
    const { items } = await listLineage(house, call(rita), { versionId });
    expect(items).toMatchObject([{ kind: "built_from", facts: { repository: "(lost)", commit: "(lost)" } }]);
    expect(await scene.vote(asked, rita)).toMatchObject({ state: "executed" });
    expect((await compareRows(house.db)).all).toEqual([]);
  });

  it("says before it what it will do, also of rows that only the mended index tells of, and does nothing", async () => {
    const scene = await promoted(await open());
    const { location, house } = scene;
    await meddle(
      location,
      "UPDATE vote SET decision = 'reject'",
      "DELETE FROM audit_row WHERE governed_table = 'votes'",
      "DELETE FROM vote WHERE id = (SELECT max(id) FROM vote)",
    );
    const before = await compareRows(house.db);
    const size = (await scene.leaves()).length;
    const shown = await repairRows(house, { isDry: true });
    expect(shown.mends.map(({ what }) => what).toSorted()).toContain("restored");
    expect(shown.reindexed.length).toBeGreaterThan(0);
    expect(await compareRows(house.db)).toEqual(before);
    expect((await scene.leaves()).length).toBe(size);
    expect(await house.db.whyNotGuarded()).toBeUndefined();
    expect(await repairRows(house, really)).toEqual(shown);
  });

  it("goes past the guards and leaves them as they stood", async () => {
    const world = await open();
    const { house, location } = world;
    const scene = await promoted(world);
    const id = String((await plainly(location, "SELECT id FROM vote LIMIT 1"))[0]?.["id"]);
    const edit = { table: "votes", id, columns: { decision: "reject" } } as const;
    await expect(house.db.transaction((tx) => rewriteRow(tx, edit))).rejects.toThrow();
    await house.db.transaction((tx) => withoutGuards(tx, () => rewriteRow(tx, edit)));
    expect((await compareRows(house.db)).all).toHaveLength(1);
    await repairRows(scene.house, really);
    expect((await compareRows(house.db)).all).toEqual([]);
    await expect(house.db.transaction((tx) => rewriteRow(tx, edit))).rejects.toThrow();
    const again = await openDatabase(location);
    expect(again.guardsFault).toBeUndefined();
    await again.close();
  });

  it("changes nothing where the log itself is damaged, and says so", async () => {
    const scene = await promoted(await open());
    await meddle(
      scene.location,
      "UPDATE vote SET decision = 'reject'",
      "UPDATE audit_entry SET actor_id = 'x' WHERE idx = 2",
    );
    const damaged = refusal("ILLEGAL_TRANSITION", "log_damaged");
    for (const isDry of [true, false]) await expect(repairRows(scene.house, { isDry })).rejects.toEqual(damaged);
    expect(await plainly(scene.location, "SELECT 1 FROM vote WHERE decision = 'approve'")).toEqual([]);
  });
});
