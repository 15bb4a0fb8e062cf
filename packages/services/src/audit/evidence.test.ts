// What auditors take away: lists, sentences, proofs and exports, held against core's own verifiers.
import {
  createExportVerifier,
  leafHash,
  openCheckpoint,
  organisation,
  parseConsistency,
  parseInclusion,
  verifyConsistency,
  verifyInclusion,
} from "@chancery/core";
import { accessesBetween, insertTeam } from "@chancery/db";
import { meddle } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { z } from "zod";
import { command } from "../command.ts";
import { inside } from "../describes.ts";
import { flushRefusals } from "../record-refusal.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { logConsistency } from "./consistency.ts";
import { exportLog } from "./export.ts";
import { getAuditEntry } from "./get.ts";
import { listAuditEntries } from "./list.ts";
import { makeCheckpoint } from "./make-checkpoint.ts";
import { openDisclosures } from "./open-disclosures.ts";
import { logStatus } from "./status.ts";

const createTeam = command({
  kind: "team.created@1",
  permission: "team:create",
  input: z.strictObject({ slug: z.string() }),
  output: inside,
  subject: () => Promise.resolve(organisation),
  async run({ tx, newId, now }, { slug }) {
    const id = newId();
    await insertTeam(tx, { id, slug, name: slug, createdAt: now });
    return { result: { id }, audit: { teamId: id, slug } };
  },
});
const addPerson = command({
  kind: "person.added@1",
  permission: "person:add",
  input: z.strictObject({ name: z.string() }),
  output: inside,
  subject: () => Promise.resolve(organisation),
  run: ({ newId }, { name }) =>
    Promise.resolve({ result: {}, audit: { actorId: newId(), name, email: `${name}@example.test` } }),
});

/** A log of seven entries: five teams and a person added by an admin, one attempt refused. */
async function openLog(open: () => Promise<World>) {
  const world = await open();
  const admin = await world.person("Grace Hopper", { role: "admin" });
  const auditor = await world.person("Aud Itor", { role: "auditor" });
  const viewer = await world.person("Vi Ewer", { role: "viewer" });
  for (const slug of ["speech", "vision", "risk", "search", "ads"]) {
    await createTeam(world.house, world.call(admin), { slug });
    world.clock.advance(60_000);
  }
  await addPerson(world.house, world.call(admin), { name: "Ada" });
  await expect(createTeam(world.house, world.call(viewer), { slug: "mine" })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  return {
    world,
    house: world.house,
    auditor: world.call(auditor),
    admin: world.call(admin),
    viewer: world.call(viewer),
  };
}

async function linesOf(lines: AsyncIterable<string>): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  return all;
}

function verdictOn(lines: readonly string[], verifierKey: string, since?: string) {
  const verifier = createExportVerifier({ verifierKey, since });
  for (const line of lines) verifier.push(line);
  return verifier.finish();
}

eachEngine("the audit list", (open) => {
  it("says each act in words, newest first, and pages through all of them once", async () => {
    const { house, auditor } = await openLog(open);
    const first = await listAuditEntries(house, auditor, { limit: 4 });
    expect(first.items.map(({ index }) => index)).toEqual([6, 5, 4, 3]);
    expect(first.items[0]).toMatchObject({
      outcome: "denied",
      actor: "Vi Ewer",
      sentence: "Vi Ewer was refused to create a team in the organisation: role missing",
    });
    expect(first.items[2]?.sentence).toBe("Grace Hopper created the team ads");
    expect(first.items[2]?.class).toBe("access");
    const second = await listAuditEntries(house, auditor, { limit: 4, after: first.next });
    expect(second.items.map(({ index }) => index)).toEqual([2, 1, 0]);
    expect(second.next).toBeNull();
  });

  it.each([
    [{ q: "vision" }, [1]],
    [{ q: "grace RISK" }, [2]],
    [{ q: "refused" }, []],
    [{ q: "invited" }, [5]],
    [{ actor: "hopper" }, [5, 4, 3, 2, 1, 0]],
    [{ kind: "person" }, [5]],
    [{ class: "access" }, [6, 5, 4, 3, 2, 1, 0]],
    [{ class: "access", kind: "team", q: "ads" }, [4]],
    [{ class: "access", kind: "promotion" }, []],
    [{ class: "release" }, []],
    [{ kind: "team.created@1", outcome: "denied" }, [6]],
    [{ kind: "team.created", outcome: "denied" }, [6]],
    [{ kind: "person.added" }, [5]],
    [{ subject: "organisation/organisation", outcome: "success", kind: "team.*" }, [4, 3, 2, 1, 0]],
    [{ from: "2026-03-01T09:01:30.000Z", to: "2026-03-01T09:02:59.000Z" }, [2]],
    [{ q: "100%" }, []],
    [{ q: "'; DROP TABLE audit_entry; --" }, []],
  ])("finds by %j", async (filter, indexes) => {
    const { house, auditor } = await openLog(open);
    expect((await listAuditEntries(house, auditor, filter)).items.map(({ index }) => index)).toEqual(indexes);
  });

  it("finds every act there is by its name alone, in every version, and refuses one that there is not", async () => {
    const { house, auditor } = await openLog(open);
    const { items } = await listAuditEntries(house, auditor, {});
    for (const { kind } of items) {
      const [name = ""] = kind.split("@");
      const named = items.filter((entry) => entry.kind.startsWith(`${name}@`)).map(({ index }) => index);
      const found = await listAuditEntries(house, auditor, { kind: name });
      expect(
        found.items.map(({ index }) => index),
        name,
      ).toEqual(named);
    }
    for (const kind of ["team.creat", "promotion.voted@99", "nothing"])
      for (const ask of [listAuditEntries, exportLog])
        await expect(ask(house, auditor, { kind })).rejects.toMatchObject({
          code: "INVALID_INPUT",
          reasons: [{ message: expect.stringContaining("not a kind of act") as string }],
        });
  });

  it("looks for every word it takes, and takes no more than eight", async () => {
    const { house, auditor } = await openLog(open);
    const find = (q: string) => listAuditEntries(house, auditor, { q });
    expect((await find(`${"vision ".repeat(7)}nowhere`)).items).toEqual([]);
    expect((await find("vision ".repeat(8))).items).toHaveLength(1);
    for (const input of [{ q: "vision ".repeat(9) }, { subject: "vision ".repeat(9) }])
      await expect(listAuditEntries(house, auditor, input)).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });

  it.each(["a\u0000bcd", "\u0000"])("refuses to look for what no text holds: %j", async (text) => {
    const { house, auditor } = await openLog(open);
    for (const input of [{ q: text }, { actor: text }, { subject: text }, { requestId: text }])
      await expect(listAuditEntries(house, auditor, input)).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });

  it("is for auditors and admins, and refuses a page key of another filter", async () => {
    const { house, auditor, viewer } = await openLog(open);
    await expect(listAuditEntries(house, viewer, {})).rejects.toMatchObject({ code: "FORBIDDEN" });
    const { next } = await listAuditEntries(house, auditor, { limit: 1 });
    await expect(listAuditEntries(house, auditor, { limit: 1, after: next, q: "speech" })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
    await expect(listAuditEntries(house, auditor, { limit: 1e9 })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });
});

eachEngine("an entry", (open) => {
  it("comes with its bytes, what it discloses, and a proof that holds without us", async () => {
    const { house, auditor } = await openLog(open);
    const before = await getAuditEntry(house, auditor, { index: 5 });
    expect(before).toMatchObject({ proof: null, isIncluded: null });
    await makeCheckpoint(house);
    const entry = await getAuditEntry(house, auditor, { index: 5 });
    expect(entry.isIncluded).toBe(true);
    expect(entry.disclosures.map(({ name, value }) => [name, value])).toEqual([
      ["name", null],
      ["email", null],
    ]);
    expect(entry.leaf).not.toContain("Ada");
    const proof = parseInclusion(entry.proof ?? "");
    const opened = openCheckpoint(proof?.checkpoint ?? "", house.signer.verifierKey);
    if (!proof || !opened.ok) throw new Error("no proof");
    const { size, root } = opened.checkpoint;
    expect(
      verifyInclusion({
        index: 5,
        size,
        root,
        leafHash: leafHash(new TextEncoder().encode(entry.leaf)),
        proof: proof.hashes,
      }),
    ).toBe(true);
  });

  it("is opened by who may export what it discloses, and the access log says so first", async () => {
    const { house, auditor, admin, viewer } = await openLog(open);
    const noted = () =>
      accessesBetween(house.db.read, { from: new Date(0), to: new Date("2027-01-01"), after: undefined, limit: 9 });
    for (const other of [admin, viewer])
      await expect(openDisclosures(house, other, { index: 5 })).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await noted()).toEqual([]);
    const { disclosures } = await openDisclosures(house, auditor, { index: 5 });
    expect(disclosures.map(({ name, value }) => [name, value])).toEqual([
      ["name", "Ada"],
      ["email", "Ada@example.test"],
    ]);
    expect(await noted()).toMatchObject([
      { actorId: auditor.actor.id, action: "disclosures.opened", subject: "entry/5", requestId: auditor.requestId },
    ]);
  });

  it("that does not exist is not found", async () => {
    const { house, auditor } = await openLog(open);
    await expect(openDisclosures(house, auditor, { index: 99 })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(getAuditEntry(house, auditor, { index: 99 })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

eachEngine("the log's growth", (open) => {
  it("is proven from any size someone kept", async () => {
    const { house, auditor } = await openLog(open);
    const kept = await makeCheckpoint(house);
    await addPerson(house, auditor, { name: "x" }).catch(() => undefined);
    await flushRefusals(house);
    const old = openCheckpoint(kept!.note, house.signer.verifierKey);
    const parsed = parseConsistency((await logConsistency(house, auditor, { oldSize: kept!.size })).text);
    const now = openCheckpoint(parsed!.checkpoint, house.signer.verifierKey);
    if (!old.ok || !now.ok) throw new Error("no checkpoint");
    expect(now.checkpoint.size).toBeGreaterThan(old.checkpoint.size);
    const { size: oldSize, root: oldRoot } = old.checkpoint;
    const { size: newSize, root: newRoot } = now.checkpoint;
    expect(verifyConsistency({ oldSize, oldRoot, newSize, newRoot, proof: parsed!.hashes })).toBe(true);
    await expect(logConsistency(house, auditor, { oldSize: 1000 })).rejects.toMatchObject({ code: "INVALID_INPUT" });
    expect(await logStatus(house, auditor, {})).toMatchObject({
      origin: "registry.test/audit",
      size: newSize,
      checkpoint: { size: newSize, root: newRoot },
    });
  });
});

eachEngine("an export", (open) => {
  it("holds every entry, its own included, and verifies against the pinned key and an older checkpoint", async () => {
    const { house, auditor } = await openLog(open);
    const { verifierKey } = house.signer;
    const since = await makeCheckpoint(house);
    const lines = await linesOf(await exportLog(house, auditor, {}));
    expect(verdictOn(lines, verifierKey, since?.note)).toMatchObject({
      ok: true,
      size: 8,
      entries: 8,
      isComplete: true,
      since: { size: 7 },
    });
    expect(JSON.parse(lines[7]!)).toMatchObject({
      type: "chancery.audit.exported.v2",
      data: { after: { treeSize: 8, filter: "", found: null, foundRoot: null, isDisclosing: false } },
    });
    const forged = lines.map((line) => line.replace('"slug":"risk"', '"slug":"rsik"'));
    expect(verdictOn(forged, verifierKey)).toMatchObject({ ok: false });
    expect(verdictOn(lines.slice(0, -1), verifierKey)).toMatchObject({ ok: false });
  });

  it("with a filter shows each entry to be in the log, and that all it found are there", async () => {
    const { house, auditor, admin } = await openLog(open);
    const filter = { kind: "team", q: "Grace", requestId: "a request, of Ada" };
    const asked = { kind: "team", q: "Grace" };
    const lines = await linesOf(await exportLog(house, auditor, asked));
    const text = "q=Grace&kind=team";
    expect(verdictOn(lines, house.signer.verifierKey)).toMatchObject({
      ...{ ok: true, entries: 6, isComplete: false },
      found: { filter: text, entries: 5, entry: 7 },
    });
    const { items } = await listAuditEntries(house, auditor, { kind: "audit" });
    expect(items[0]).toMatchObject({
      kind: "audit.exported@2",
      sentence: "Aud Itor exported 5 entries of the audit log, found by a filter",
    });
    expect(JSON.parse(lines.at(-4)!)).toMatchObject({ data: { after: { filter: "q&kind=team", found: 5 } } });
    // Two lines an entry: the leaf and its proof.
    for (let n = 0; n < 10; n += 2)
      expect(verdictOn(lines.toSpliced(n, 2), house.signer.verifierKey)).toMatchObject({ ok: false });
    expect(verdictOn(lines.toSpliced(10, 3), house.signer.verifierKey)).toMatchObject({ ok: false });
    const none = await linesOf(await exportLog(house, admin, filter));
    expect(verdictOn(none, house.signer.verifierKey)).toMatchObject({ ok: true, found: { entries: 0 } });
    expect(none[0]).not.toMatch(/Grace|Ada/);
  });

  it.each(["kind = 'policy.adopted@1'", "actor_id = 'nobody'", "subject = 'team/other'", "outcome = 'denied'"])(
    "with a filter is refused where SQL put an entry out of its reach: %s",
    async (edit) => {
      const { house, auditor, world } = await openLog(open);
      await meddle(world.location, `UPDATE audit_entry SET ${edit} WHERE idx = 4`);
      await expect(exportLog(house, auditor, { kind: "team" })).rejects.toMatchObject({
        code: "ILLEGAL_TRANSITION",
        reasons: [{ code: "record_contradicts_log" }],
      });
      expect(verdictOn(await linesOf(await exportLog(house, auditor, {})), house.signer.verifierKey)).toMatchObject({
        ok: true,
        isComplete: true,
      });
    },
  );

  it("counts what came while it was looking, up to its own entry and not beyond", async () => {
    const { house, auditor, admin } = await openLog(open);
    const [lines] = await Promise.all([
      exportLog(house, auditor, { kind: "team" }).then(linesOf),
      createTeam(house, admin, { slug: "sports" }),
      createTeam(house, admin, { slug: "news" }),
    ]);
    const verdict = verdictOn(lines, house.signer.verifierKey);
    expect(verdict).toMatchObject({ ok: true });
    const found = verdict.ok ? verdict.found : undefined;
    expect(found?.entries).toBe(found!.entry - 1); // all but the person added are of teams
  });

  it("draws a population by its class, and says which", async () => {
    const { house, auditor } = await openLog(open);
    const leavesIn = (lines: readonly string[]) =>
      lines.filter((line) => line.includes('"type":"chancery.team.created'));
    const access = await linesOf(await exportLog(house, auditor, { class: "access" }));
    expect(leavesIn(access)).toHaveLength(6);
    expect(verdictOn(access, house.signer.verifierKey)).toMatchObject({ ok: true, found: { entries: 7 } });
    const release = await linesOf(await exportLog(house, auditor, { class: "release" }));
    expect(verdictOn(release, house.signer.verifierKey)).toMatchObject({ ok: true, found: { entries: 0 } });
    const { items } = await listAuditEntries(house, auditor, { class: "upkeep" });
    const details = await Promise.all(items.map(({ index }) => getAuditEntry(house, auditor, { index })));
    expect(details.map(({ leaf }) => (JSON.parse(leaf) as { data: { after: object } }).data.after)).toMatchObject([
      { filter: "class=release" },
      { filter: "class=access" },
    ]);
    await expect(exportLog(house, auditor, { class: "sales" })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });

  it("discloses personal data to auditors only, and says so in the log", async () => {
    const { house, auditor, admin, viewer } = await openLog(open);
    await expect(exportLog(house, viewer, {})).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(exportLog(house, admin, { disclosures: true })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const lines = await linesOf(await exportLog(house, auditor, { disclosures: true }));
    expect(lines.filter((line) => line.includes("chancery.disclosures.v1"))).toHaveLength(1);
    expect(verdictOn(lines, house.signer.verifierKey)).toMatchObject({ ok: true, isComplete: true });
  });
});
