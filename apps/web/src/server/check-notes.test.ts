// The turns that processes of one registry take at checking it.
import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createLogSigner } from "@chancery/services";
import { openCheckNotes as openIn } from "./check-notes.ts";

describe("the note of the last check", () => {
  let folder = "";
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), "chancery-check-"))));
  afterEach(() => rm(folder, { recursive: true }));
  const said: string[] = [];
  const house = {
    signer: createLogSigner({ origin: "registry.test/audit", seed: new Uint8Array(32) }),
    clock: { now: () => new Date("2026-11-30T08:00:00.000Z") },
    log: { info: () => undefined, error: (_facts: object, message: string) => void said.push(message) },
  };
  const openCheckNotes = (at: string) => openIn(at, house);

  const note = {
    begunAt: "2026-11-29T02:00:00.000Z",
    endedAt: "2026-11-29T02:00:09.000Z",
    by: null,
    treeSize: 7,
    reach: 7,
    rows: 9,
    isOk: true,
    firstBad: null,
    reasons: [],
    kinds: [],
  };

  it("is read by every process, and what is no note is none", async () => {
    const notes = openCheckNotes(folder);
    expect(await notes.read()).toBeUndefined();
    await notes.write(note);
    expect(await openCheckNotes(folder).read()).toEqual(note);
    await writeFile(join(folder, "check.json"), "{");
    expect(await notes.read()).toBeUndefined();
  });

  it("is not believed where somebody else wrote it, and that is said once", async () => {
    const notes = openCheckNotes(folder);
    said.length = 0;
    await writeFile(join(folder, "check.json"), JSON.stringify({ ...note, endedAt: "2099-01-01T00:00:00.000Z" }));
    expect([await notes.read(), await notes.read()]).toEqual([undefined, undefined]);
    await writeFile(
      join(folder, "check.progress"),
      JSON.stringify({ begunAt: note.begunAt, at: note.endedAt, reach: 9 }),
    );
    expect(await notes.progress()).toBeUndefined();
    expect(said).toEqual([
      expect.stringMatching(/^check\.json .*not trusted.*no MAC/),
      expect.stringMatching(/^check\.progress .*not trusted.*no MAC/),
    ]);
    await notes.write(note);
    expect(await notes.read()).toEqual(note);
  });

  it("says how far a check has got until it is whole", async () => {
    const notes = openCheckNotes(folder);
    const progress = { begunAt: note.begunAt, at: note.endedAt, reach: 3000, by: "somebody" };
    expect(await notes.progress()).toBeUndefined();
    await notes.noteProgress(progress);
    expect(await openCheckNotes(folder).progress()).toEqual(progress);
    expect(await notes.read()).toBeUndefined();
    await notes.clearProgress();
    expect(await notes.progress()).toBeUndefined();
  });

  it("lets one process check at a time, and another once the first has died", async () => {
    const processes = Array.from({ length: 8 }, () => openCheckNotes(folder));
    const claimed = async () => (await Promise.all(processes.map((one) => one.claim(60_000)))).filter(Boolean);
    expect(await claimed()).toHaveLength(1);
    expect(await claimed()).toHaveLength(0);
    const longAgo = new Date(Date.now() - 120_000);
    await utimes(join(folder, "check.claim"), longAgo, longAgo);
    await processes[0]!.renew();
    expect(await claimed()).toHaveLength(0);
    await utimes(join(folder, "check.claim"), longAgo, longAgo);
    expect(await claimed()).toHaveLength(1);
    await processes[0]!.release();
    expect(await claimed()).toHaveLength(1);
  });
});
