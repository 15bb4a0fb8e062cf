// What someone with the whole database can do to the log, and who notices (audit-log.md §2.5).
import { appendLeaf, emptyTree, leafHash, rootOf, signCheckpoint } from "@chancery/core";
import { insertCheckpoint, readLeaves } from "@chancery/db";
import { bytesLiteral, meddle } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { createTeam } from "../teams/create.ts";
import { growLog as fill, leafAt, quiet, renamed, rewriteTree } from "../testing/attacks.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { assertLogIntact } from "./assert-log-intact.ts";
import { checkLog } from "./check.ts";
import { makeCheckpoint } from "./make-checkpoint.ts";

async function signEverySize({ house }: World): Promise<void> {
  const leaves = await readLeaves(house.db.read, { from: 0, limit: 10_000 });
  let state = emptyTree;
  const checkpoints = leaves.map(({ leaf }) => {
    state = appendLeaf(state, leafHash(leaf)).state;
    const { size } = state;
    return { size, note: signCheckpoint(house.signer, { size, root: rootOf(state) }), createdAt: house.clock.now() };
  });
  await house.db.transaction(async (tx) => {
    for (const checkpoint of checkpoints) await insertCheckpoint(tx, checkpoint);
  });
}

const fsck = (world: World) => checkLog(world.house, world.system, {});

eachEngine("fsck", (open) => {
  it("finds an untouched log whole, and writes down that it looked", async () => {
    const world = await open();
    await fill(world, 7);
    await makeCheckpoint(world.house);
    await fill(world, 6);
    const result = await fsck(world);
    expect(result).toMatchObject({ isOk: true, treeSize: 13, firstBad: null, reasons: [] });
    const leaves = await world.leaves();
    expect(leaves.at(-1)).toMatchObject({
      type: "chancery.audit.checked.v1",
      data: { after: { treeSize: 13, isOk: true } },
    });
  });

  it("finds a log whole to which entries and checkpoints come while it looks", async () => {
    const world = await open();
    await fill(world, 150);
    await signEverySize(world); // so many that reading them lets others run, and write
    let isOver = false;
    const writing = (async () => {
      while (!isOver) {
        await fill(world, 1);
        await makeCheckpoint(world.house);
      }
    })();
    const found = await fsck(world).finally(() => (isOver = true));
    await writing;
    expect(found).toMatchObject({ isOk: true, reasons: [] });
  });

  it("finds an index column that differs from its leaf", async () => {
    const world = await open();
    await fill(world, 6);
    await meddle(world.location, "UPDATE audit_entry SET actor_id = 'someone-else' WHERE idx = 3");
    expect(await fsck(quiet(world))).toMatchObject({
      isOk: false,
      firstBad: { index: 3, reasons: [{ code: "column_mismatch" }] },
    });
  });

  it("finds an edited leaf", async () => {
    const world = await open();
    await fill(world, 6);
    const leaf = renamed(await leafAt(world, 4), 4);
    await meddle(world.location, `UPDATE audit_entry SET leaf = ${bytesLiteral(world.location, leaf)} WHERE idx = 4`);
    expect(await fsck(quiet(world))).toMatchObject({
      isOk: false,
      firstBad: { index: 4, reasons: [{ code: "leaf_hash_mismatch" }] },
    });
  });

  it.each([
    { size: 12, under: "a stored node" },
    { size: 5, under: "the head alone" },
  ])("finds a leaf edited together with its hash, under $under", async ({ size }) => {
    const world = await open();
    await fill(world, size);
    const leaf = renamed(await leafAt(world, 4), 4);
    const set = `leaf = ${bytesLiteral(world.location, leaf)}, leaf_hash = '${leafHash(leaf)}'`;
    await meddle(world.location, `UPDATE audit_entry SET ${set} WHERE idx = 4`);
    expect(await fsck(quiet(world))).toMatchObject({
      isOk: false,
      firstBad: { index: 4, reasons: [{ code: "tree_mismatch" }] },
    });
  });

  it("finds a deleted row, in the middle and at the end", async () => {
    const world = await open();
    await fill(world, 6);
    await meddle(world.location, "DELETE FROM audit_entry WHERE idx = 5");
    expect(await fsck(quiet(world))).toMatchObject({
      isOk: false,
      firstBad: { index: 5, reasons: [{ code: "entry_missing" }] },
    });
    await meddle(world.location, "DELETE FROM audit_entry WHERE idx = 2");
    expect(await fsck(quiet(world))).toMatchObject({
      isOk: false,
      firstBad: { index: 2, reasons: [{ code: "entry_missing" }] },
    });
  });

  it("finds two rows swapped", async () => {
    const world = await open();
    await fill(world, 6);
    await meddle(
      world.location,
      "UPDATE audit_entry SET idx = 100 WHERE idx = 2",
      "UPDATE audit_entry SET idx = 2 WHERE idx = 3",
      "UPDATE audit_entry SET idx = 3 WHERE idx = 100",
    );
    const result = await fsck(quiet(world));
    expect(result.firstBad?.index).toBe(2);
    expect(result.reasons.map(({ code }) => code)).toContain("sequence_mismatch");
  });

  it("finds a forged disclosure, and none missing where one was erased", async () => {
    const world = await open();
    await fill(world, 4);
    await meddle(
      world.location,
      "INSERT INTO audit_disclosure (entry_idx, n, disclosure, subject_id, retention_class) VALUES (1, 0, 'WyJhIiwiYiIsImMiXQ', 'x', 'standard')",
    );
    expect(await fsck(quiet(world))).toMatchObject({
      isOk: false,
      firstBad: { index: 1, reasons: [{ code: "disclosure_forged" }] },
    });
    await meddle(world.location, "DELETE FROM audit_disclosure");
    expect(await fsck(quiet(world))).toMatchObject({ isOk: true });
  });

  it("finds a log rewritten as a whole, by the checkpoints stored before", async () => {
    const world = await open();
    await fill(world, 3);
    await makeCheckpoint(world.house);
    await fill(world, 6);
    await makeCheckpoint(world.house);
    await rewriteTree(world, { edit: renamed });
    const result = await fsck(quiet(world));
    expect(result).toMatchObject({ isOk: false, firstBad: { index: 3, reasons: [{ code: "log_rewritten" }] } });
    expect(result.reasons[0]?.message).toContain("from 3 to 8");
  });

  it("finds a rewritten log whose stored checkpoints are gone, by the one kept outside", async () => {
    const world = await open();
    await fill(world, 8);
    await makeCheckpoint(world.house);
    await rewriteTree(world, { edit: renamed });
    await meddle(world.location, "DELETE FROM audit_checkpoint");
    expect(await fsck(quiet(world))).toMatchObject({ isOk: false, reasons: [{ code: "log_rewritten" }] });
  });

  it("finds a rewritten log signed anew with the stolen key, by the checkpoint kept outside", async () => {
    const world = await open();
    await fill(world, 8);
    await makeCheckpoint(world.house);
    const forged = await rewriteTree(world, { edit: renamed });
    const note = signCheckpoint(world.house.signer, forged);
    await meddle(world.location, `UPDATE audit_checkpoint SET note = '${note}' WHERE size = 8`);
    expect(await fsck(quiet(world))).toMatchObject({ isOk: false, reasons: [{ code: "log_rewritten" }] });
    expect(await assertLogIntact(quiet(world).house)).toMatchObject({ code: "log_rewritten" });
  });

  it("finds the end cut off or an old copy restored, by the checkpoint kept outside", async () => {
    const world = await open();
    await fill(world, 8);
    await makeCheckpoint(world.house);
    await rewriteTree(world, { keep: 5 });
    await meddle(world.location, "DELETE FROM audit_checkpoint");
    expect(await fsck(quiet(world))).toMatchObject({
      isOk: false,
      firstBad: { index: 5, reasons: [{ code: "log_rolled_back" }] },
    });
  });

  it("finds a stored checkpoint that the log's key never signed", async () => {
    const world = await open();
    await fill(world, 4);
    await makeCheckpoint(world.house);
    await meddle(world.location, "UPDATE audit_checkpoint SET note = replace(note, '4', '5')");
    expect(await fsck(quiet(world))).toMatchObject({
      isOk: false,
      firstBad: null,
      reasons: [{ code: expect.stringMatching(/^checkpoint_/) as string }],
    });
  });
});

eachEngine("a log that does not continue its outside checkpoint", (open) => {
  it("gets no further checkpoint and no further entry, and is still read", async () => {
    const world = quiet(await open());
    const { house, system } = world;
    await fill(world, 8);
    await makeCheckpoint(house);
    await rewriteTree(world, { keep: 5, isKeyed: true });
    await meddle(world.location, "DELETE FROM audit_checkpoint");
    await expect(makeCheckpoint(house)).rejects.toMatchObject({
      code: "UNAVAILABLE",
      reasons: [{ code: "log_rolled_back" }],
    });
    await expect(createTeam(house, system, { slug: "late", name: "Late" })).rejects.toMatchObject({
      code: "UNAVAILABLE",
    });
    expect((await world.leaves()).length).toBe(5);
  });

  it("is refused at the next start, the outside copy being the larger one", async () => {
    const world = quiet(await open());
    await fill(world, 8);
    await makeCheckpoint(world.house);
    await rewriteTree(world, { keep: 5 });
    expect(await assertLogIntact(world.house)).toMatchObject({ code: "log_rolled_back" });
    expect(world.house.freeze.because).toBeDefined();
  });

  it("is refused when the outside copy was signed by another key", async () => {
    const world = quiet(await open());
    await fill(world, 2);
    await world.house.checkpointFile.write("registry.test/audit\n2\nAAAA\n\n— registry.test/audit AAAAAAAA\n");
    expect(await assertLogIntact(world.house)).toMatchObject({ code: "outside_checkpoint_invalid" });
  });

  it("is let go on where another process has signed and is just writing its checkpoint outside", async () => {
    const world = await open();
    await fill(world, 3);
    const { checkpointFile } = world.house;
    await makeCheckpoint(world.house);
    let reads = 0;
    const read = async () => (reads++ === 0 ? undefined : checkpointFile.read());
    const errors: string[] = [];
    const log = { ...world.house.log, error: (_facts: object, message: string) => void errors.push(message) };
    expect(await assertLogIntact({ ...world.house, log, checkpointFile: { ...checkpointFile, read } })).toBeUndefined();
    expect(errors).toEqual([]);
    const gone = { ...checkpointFile, read: () => Promise.resolve(undefined) };
    expect(await assertLogIntact({ ...world.house, log, checkpointFile: gone })).toBeUndefined();
    expect(errors).toEqual([expect.stringContaining("is gone")]);
  });

  it("is let go on where it only grew", async () => {
    const world = await open();
    await fill(world, 3);
    await makeCheckpoint(world.house);
    await fill(world, 4);
    expect(await assertLogIntact(world.house)).toBeUndefined();
    expect((await makeCheckpoint(world.house))?.size).toBe(7);
    expect(await world.house.checkpointFile.read()).toContain("\n7\n");
  });

  it("leaves the newest outside, whichever process ships last", async () => {
    const world = await open();
    await fill(world, 3);
    const { checkpointFile } = world.house;
    // A process that has signed and is slow to ship: another signs and ships more meanwhile.
    const write = async (note: string) => {
      await fill(world, 2);
      await makeCheckpoint(world.house);
      await checkpointFile.write(note);
    };
    let isFirst = true;
    const slow = {
      ...world.house,
      checkpointFile: {
        ...checkpointFile,
        write: (note: string) => (isFirst ? ((isFirst = false), write(note)) : checkpointFile.write(note)),
      },
    };
    await makeCheckpoint(slow);
    expect((await checkpointFile.read())?.split("\n")[1]).toBe("5");
  });
});
