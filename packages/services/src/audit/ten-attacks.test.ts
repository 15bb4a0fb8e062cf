// The ten attacks of audit-log.md §2.5, and those on the head itself: what each is caught by, on both engines.
import { leafHash, signCheckpoint } from "@chancery/core";
import { readHead } from "@chancery/db";
import { bytesLiteral, meddle } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { appendBySql, growLog, leafAt, quiet, renamed, rewriteTree } from "../testing/attacks.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { createTeam } from "../teams/create.ts";
import { assertLogIntact } from "./assert-log-intact.ts";
import { checkLog } from "./check.ts";
import { makeCheckpoint } from "./make-checkpoint.ts";

type Attack = {
  readonly attack: string;
  /** Of a log of ten entries, with checkpoints at six and nine; the newest lies outside. */
  commit(world: World): Promise<unknown>;
  /** What the check of the whole log says. */
  readonly fsck: string;
  /** What the next start says, before anybody may act. It reads the last thousand entries, so here all of them. */
  readonly start: string;
  /** What the next act is refused with, without a start in between; null where it is taken. */
  readonly act: string | null;
};
const noCheckpoints = "DELETE FROM audit_checkpoint";
const stolen = { isKeyed: true };
const [mac, tree, rewritten, cut] = ["log_tail_damaged", "tree_mismatch", "log_rewritten", "log_rolled_back"];

const attacks: readonly Attack[] = [
  {
    attack: "an index column edited",
    commit: ({ location }) => meddle(location, "UPDATE audit_entry SET actor_id = 'someone-else' WHERE idx = 3"),
    fsck: "column_mismatch",
    start: "column_mismatch",
    act: null,
  },
  {
    attack: "a leaf edited",
    async commit(world) {
      const leaf = bytesLiteral(world.location, renamed(await leafAt(world, 4), 4));
      await meddle(world.location, `UPDATE audit_entry SET leaf = ${leaf} WHERE idx = 4`);
    },
    fsck: "leaf_hash_mismatch",
    start: "leaf_hash_mismatch",
    act: null,
  },
  {
    attack: "a leaf edited with its hash",
    async commit(world) {
      const leaf = renamed(await leafAt(world, 4), 4);
      const set = `leaf = ${bytesLiteral(world.location, leaf)}, leaf_hash = '${leafHash(leaf)}'`;
      await meddle(world.location, `UPDATE audit_entry SET ${set} WHERE idx = 4`);
    },
    fsck: tree,
    start: tree,
    act: null,
  },
  {
    attack: "a row deleted",
    commit: ({ location }) => meddle(location, "DELETE FROM audit_entry WHERE idx = 5"),
    fsck: "entry_missing",
    start: "entry_missing",
    act: null,
  },
  {
    attack: "two rows swapped",
    commit: ({ location }) =>
      meddle(
        location,
        "UPDATE audit_entry SET idx = 100 WHERE idx = 2",
        "UPDATE audit_entry SET idx = 2 WHERE idx = 3",
        "UPDATE audit_entry SET idx = 3 WHERE idx = 100",
      ),
    fsck: "sequence_mismatch",
    start: "sequence_mismatch",
    act: null,
  },
  {
    attack: "the whole tree rewritten",
    commit: (world) => rewriteTree(world, { edit: renamed }),
    fsck: rewritten,
    start: rewritten,
    act: mac,
  },
  {
    attack: "the whole tree rewritten and the stored checkpoints deleted",
    async commit(world) {
      await rewriteTree(world, { edit: renamed });
      await meddle(world.location, noCheckpoints);
    },
    fsck: rewritten,
    start: rewritten,
    act: mac,
  },
  {
    attack: "the end cut off, the head rolled back and later checkpoints deleted",
    async commit(world) {
      await rewriteTree(world, { keep: 7 });
      await meddle(world.location, `${noCheckpoints} WHERE size > 7`);
    },
    fsck: cut,
    start: cut,
    act: mac,
  },
  {
    attack: "all of it rewritten and signed with the stolen key",
    async commit(world) {
      const forged = await rewriteTree(world, { edit: renamed, ...stolen });
      const note = signCheckpoint(world.house.signer, forged);
      await meddle(
        world.location,
        noCheckpoints,
        `INSERT INTO audit_checkpoint SELECT ${forged.size}, '${note}', time FROM audit_entry WHERE idx = 0`,
      );
    },
    fsck: rewritten,
    start: rewritten,
    act: null,
  },
  {
    attack: "an old copy of the database put back",
    async commit(world) {
      await rewriteTree(world, { keep: 7, ...stolen }); // its head has the MAC it had then
      await meddle(world.location, `${noCheckpoints} WHERE size > 7`);
    },
    fsck: cut,
    start: cut,
    act: null,
  },
  {
    attack: "an entry appended by SQL alone",
    async commit(world) {
      const { size } = await readHead(world.house.db.read);
      const text = new TextDecoder().decode(await leafAt(world, size - 1));
      const { id: last } = JSON.parse(text) as { id: string };
      const id = `${last.slice(0, -4)}ffff`;
      const at = (index: number) => index.toString().padStart(16, "0");
      const leaf = text.replace(`"id":"${last}"`, `"id":"${id}"`).replace(at(size - 1), at(size));
      const columns = `'${id}', time, kind, actor_id, subject, outcome, request_id`;
      await appendBySql(world, new TextEncoder().encode(leaf), columns);
    },
    fsck: mac,
    start: mac,
    act: mac,
  },
  {
    attack: "the MAC of the head taken away, as if it had never had one",
    commit: ({ location }) => meddle(location, "UPDATE audit_head SET mac = NULL"),
    fsck: mac,
    start: mac,
    act: mac,
  },
  {
    attack: "the edge edited, from which the next root is made",
    async commit({ house, location }) {
      const { edge } = await readHead(house.db.read);
      await meddle(location, `UPDATE audit_head SET edge = ${bytesLiteral(location, Buffer.from(edge).fill(7))}`);
    },
    fsck: tree,
    start: tree,
    act: mac,
  },
];

eachEngine("somebody with the whole database", (open) => {
  const attacked = async ({ commit }: Attack) => {
    const world = quiet(await open());
    await growLog(world, 6);
    await makeCheckpoint(world.house);
    await growLog(world, 3);
    await makeCheckpoint(world.house);
    await growLog(world, 1);
    await commit(world);
    return world;
  };

  it.each(attacks)("is found out by the check of the log and at the next start: $attack", async (one) => {
    const world = await attacked(one);
    const found = await checkLog(world.house, world.system, {});
    expect(found.isOk).toBe(false);
    expect(found.reasons.map(({ code }) => code)).toContain(one.fsck);
    const again = { ...world.house, freeze: { because: undefined } };
    expect((await assertLogIntact(again))?.code).toBe(one.start);
    await expect(createTeam(again, world.system, { slug: "late", name: "Late" })).rejects.toMatchObject({
      code: "UNAVAILABLE",
      reasons: [{ code: one.start }],
    });
  });

  it.each(attacks.filter(({ act }) => act !== null))(
    "gets no further entry, by the MAC of the head: $attack",
    async (one) => {
      const world = await attacked(one);
      const alarms: object[] = [];
      const log = { ...world.house.log, error: (facts: object) => void alarms.push(facts) };
      const house = { ...world.house, log };
      const before = await readHead(house.db.read);
      const late = { slug: "late", name: "Late" };
      await expect(createTeam(house, world.system, late)).rejects.toMatchObject({ reasons: [{ code: one.act }] });
      expect(await readHead(house.db.read)).toEqual(before);
      expect(alarms).toMatchObject([{ reason: { code: one.act } }]);
      await expect(createTeam(house, world.system, late)).rejects.toMatchObject({ reasons: [{ code: one.act }] });
      expect(alarms).toHaveLength(1);
      await expect(makeCheckpoint(house)).rejects.toMatchObject({ code: "UNAVAILABLE" });
    },
  );
});
