// Erasing who a person was: two people, every proof stays, and the log knows what was erased from what was deleted.
import { createExportVerifier } from "@chancery/core";
import { meddle, plainly } from "@chancery/db/testing";
import { expect, it } from "vitest";
import { checkLog } from "../audit/check.ts";
import { exportLog } from "../audit/export.ts";
import { getAuditEntry } from "../audit/get.ts";
import { makeCheckpoint } from "../audit/make-checkpoint.ts";
import { openDisclosures } from "../audit/open-disclosures.ts";
import { giveGrant } from "../grants/give.ts";
import { disableAccount } from "../people/disable.ts";
import { enableAccount } from "../people/enable.ts";
import { listPeople } from "../people/list.ts";
import { createServiceAccount } from "../service-accounts/create.ts";
import { openClaimed } from "../testing/claimed.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { openScene as openPromotions } from "../testing/promotion-scene.ts";
import { askErasure } from "./ask.ts";
import { confirmErasure } from "./confirm.ts";
import { withdrawErasure } from "./withdraw.ts";

const basis = "objection";
const onAll = { scope: "organisation", scopeId: "organisation" };

/** Zebedee left; two admins and an auditor are there. */
async function openScene(open: () => Promise<World>) {
  const world = await openClaimed(await open());
  const { house } = world;
  const zebedee = await world.join("Zebedee");
  await world.signIn(zebedee.email, { userAgent: "Zebrowser/5" });
  const [hal, aud] = [await world.join("Hal"), await world.join("Audrey")];
  const grace = world.call(world.grace.actor);
  await giveGrant(house, grace, { actorId: hal.actor.id, role: "admin", ...onAll });
  await giveGrant(house, grace, { actorId: aud.actor.id, role: "auditor", ...onAll });
  const actorId = zebedee.actor.id;
  const leave = () => disableAccount(house, grace, { actorId, reason: "Zebedee left us" });
  return { ...world, zebedee, actorId, grace, hal: world.call(hal.actor), aud: world.call(aud.actor), leave };
}
type Scene = Awaited<ReturnType<typeof openScene>>;

async function eraseIn({ house, grace, hal, actorId, leave }: Scene) {
  await leave();
  await askErasure(house, grace, { actorId, basis, note: "Zebedee wrote to us" });
  return confirmErasure(house, hal, { actorId });
}

/** Every value of every table that stores text, and what disclosures hold. */
async function everythingIn({ location }: Scene): Promise<string> {
  const tables = ["actor", "credential", "session", "token", "link", "audit_entry", "audit_disclosure", "access"];
  const rows = await Promise.all(tables.map((table) => plainly(location, `SELECT * FROM "${table}"`)));
  const said = (value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString() : String(value));
  const plain = rows.flat().flatMap((row) => Object.values(row).map(said));
  return [...plain, ...plain.map((text) => Buffer.from(text, "base64url").toString())].join("\n");
}

eachEngine("an erasure", (open) => {
  it("takes two people: one asks, another confirms, and neither is the person", async () => {
    const scene = await openScene(open);
    const { house, grace, hal, aud, actorId, leave } = scene;
    const illegal = (code: string) => ({ code: "ILLEGAL_TRANSITION", reasons: [{ code }] });
    await expect(askErasure(house, grace, { actorId, basis })).rejects.toMatchObject(illegal("not_disabled"));
    await leave();
    await expect(confirmErasure(house, hal, { actorId })).rejects.toMatchObject(illegal("erasure_not_asked"));
    await expect(askErasure(house, aud, { actorId, basis })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(askErasure(house, grace, { actorId, basis: "because" })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
    await askErasure(house, grace, { actorId, basis });
    await expect(askErasure(house, hal, { actorId, basis })).rejects.toMatchObject(illegal("erasure_asked"));
    await expect(confirmErasure(house, grace, { actorId })).rejects.toMatchObject({
      code: "FORBIDDEN",
      reasons: [{ code: "second_person_needed" }],
    });
    await expect(confirmErasure(house, aud, { actorId })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await withdrawErasure(house, hal, { actorId });
    await expect(confirmErasure(house, grace, { actorId })).rejects.toMatchObject(illegal("erasure_not_asked"));
    await askErasure(house, hal, { actorId, basis });
    expect((await listPeople(house, grace, { id: actorId })).items[0]).toMatchObject({
      name: "Zebedee",
      erasure: { state: "asked", basis, askedBy: { name: "Hal" } },
    });
    expect(await confirmErasure(house, grace, { actorId })).toMatchObject({
      name: `Erased person ${actorId.slice(-6)}`,
      email: null,
    });
    expect((await listPeople(house, grace, { id: actorId })).items[0]).toMatchObject({ erasure: { state: "erased" } });
    await expect(askErasure(house, grace, { actorId, basis })).rejects.toMatchObject(illegal("already_erased"));
    await expect(enableAccount(house, grace, { actorId, reason: "back" })).rejects.toMatchObject(
      illegal("already_erased"),
    );
  });

  it("is not of a service account, nor confirmed once the account is in use again", async () => {
    const { house, grace, hal, actorId, leave } = await openScene(open);
    const bot = await createServiceAccount(house, grace, { name: "bot", ownerId: hal.actor.id });
    await expect(askErasure(house, grace, { actorId: bot.id, basis })).rejects.toMatchObject({ code: "INVALID_INPUT" });
    await leave();
    await askErasure(house, grace, { actorId, basis });
    await enableAccount(house, grace, { actorId, reason: "back" });
    await expect(confirmErasure(house, hal, { actorId })).rejects.toMatchObject({
      reasons: [{ code: "not_disabled" }],
    });
  });

  it("is not confirmed after it was taken back, whatever is made of the entry that says so", async () => {
    const scene = await openScene(open);
    const { house, grace, hal, actorId, leave } = scene;
    await leave();
    await askErasure(house, grace, { actorId, basis });
    await withdrawErasure(house, grace, { actorId });
    await meddle(scene.location, `UPDATE audit_entry SET kind = 'model.updated@1' WHERE kind = 'erasure.withdrawn@1'`);
    await expect(confirmErasure(house, hal, { actorId })).rejects.toMatchObject({
      reasons: [{ code: "erasure_not_asked" }],
    });
  });

  it("leaves no name, address, browser or reason about the person, and every proof as it was", async () => {
    const scene = await openScene(open);
    const { house, aud } = scene;
    await makeCheckpoint(house);
    const names = /zebedee|zebrowser/i;
    expect(await everythingIn(scene)).toMatch(names);
    await eraseIn(scene);
    expect(await everythingIn(scene)).not.toMatch(names);
    expect(await checkLog(house, aud, {})).toMatchObject({ isOk: true, reasons: [] });
    const verifier = createExportVerifier({ verifierKey: house.signer.verifierKey });
    for await (const line of await exportLog(house, aud, { disclosures: true })) {
      expect(line).not.toMatch(names);
      verifier.push(line);
    }
    expect(verifier.finish()).toMatchObject({ ok: true, isComplete: true });
  });

  it("says of each text that is gone which entry erased it, and leaves those of others", async () => {
    const scene = await openScene(open);
    const { house, aud, actorId } = scene;
    await eraseIn(scene);
    const leaves = await scene.leaves();
    const index = leaves.findIndex(({ type, subject }) => type.includes("person.added") && subject.endsWith(actorId));
    const erasedBy = leaves.findIndex(({ type }) => type === "chancery.disclosures.erased.v1");
    const { disclosures, isIncluded } = await getAuditEntry(house, aud, { index });
    expect(disclosures.map(({ name, state, erasedBy: by }) => [name, state, by])).toEqual([
      [null, "erased", erasedBy],
      [null, "erased", erasedBy],
      [null, "erased", erasedBy],
    ]);
    expect(isIncluded).not.toBe(false);
    const others = leaves.findIndex(({ type, subject }) => type.includes("person.added") && !subject.endsWith(actorId));
    const opened = await openDisclosures(house, aud, { index: others });
    expect(opened.disclosures.map(({ state }) => state)).toEqual(["kept", "kept", "kept"]);
    expect(leaves[erasedBy]).toMatchObject({ causationid: (leaves[erasedBy - 1] as unknown as { id: string }).id });
  });

  it("is told from a deletion: what SQL deletes is missing, and what it puts back has returned", async () => {
    const scene = await openScene(open);
    const { house, aud, location, actorId } = scene;
    const index = (await scene.leaves()).findIndex(({ subject }) => subject === `actor/${actorId}`);
    const at = `entry_idx = ${index} AND n = 0`;
    const [kept] = await plainly(location, `SELECT disclosure FROM audit_disclosure WHERE ${at}`);
    await eraseIn(scene);
    const whatIsWrong = async () => (await checkLog(house, aud, {})).reasons.map(({ code }) => code);
    expect(await whatIsWrong()).toEqual([]);
    await meddle(
      location,
      `INSERT INTO audit_disclosure (entry_idx, n, disclosure, subject_id, retention_class)
       VALUES (${index}, 0, '${String(kept!["disclosure"])}', '${actorId}', 'account')`,
    );
    expect(await whatIsWrong()).toEqual(["disclosure_returned"]);
    await meddle(
      location,
      `DELETE FROM audit_disclosure WHERE ${at}`,
      "DELETE FROM audit_disclosure WHERE entry_idx = 1",
    );
    expect(new Set(await whatIsWrong())).toEqual(new Set(["disclosure_missing"]));
  });
});

eachEngine("an erased reviewer", (open) => {
  it("keeps the words and the printed name of the vote, and what is told of its row can be checked", async () => {
    const scene = await openPromotions(await open());
    const { house, call, person, rita, version } = scene;
    const [root, other] = [await person("Root", { role: "admin" }), await person("Other", { role: "admin" })];
    await scene.promote((await version()).id);
    const signed = () =>
      plainly(scene.location, "SELECT disclosure FROM audit_disclosure WHERE retention_class = 'signature' ORDER BY 1");
    const before = await signed();
    expect(before.length).toBeGreaterThan(0);
    await disableAccount(house, call(root), { actorId: rita.id, reason: "left" });
    await askErasure(house, call(root), { actorId: rita.id, basis });
    await confirmErasure(house, call(other), { actorId: rita.id });
    expect(await signed()).toEqual(before);
    expect(await plainly(scene.location, "SELECT printed_name FROM vote")).toEqual([{ printed_name: "Rita" }]);
    expect(await checkLog(house, call(other), {})).toMatchObject({ isOk: true });
  });
});
