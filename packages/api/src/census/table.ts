// The census: what each visitor is answered at each procedure and route. One row each; a missing row fails the census.
import type { Actor } from "@chancery/core";
import * as use from "@chancery/services";
import { bulkRows } from "./bulk-rows.ts";
import { ingestRows } from "./ingest-rows.ts";
import type { Request, Row } from "./row.ts";
import { codeIn, currentPassword, type Scene } from "./scene.ts";

/** `+` is an answer below 400; else the first letter of the code. */
export const letters = {
  U: "UNAUTHENTICATED",
  F: "FORBIDDEN",
  N: "NOT_FOUND",
} as const;

const row = <Asked>(cells: string, ask: Row<Asked>[1]): Row<Asked> => [cells, ask];

const everyone = "+ + + + + + + + + U +";
const signedIn = "U + + + + + + + U U +";
const byOneself = "U + + + + + + + U U F";
const readersOfSpeech = "U + + + + + + N U U +";
const makersOfSpeech = "U F + + F F F N U U F";
const maintainersOfSpeech = "U F F + F F F N U U F";
const admins = "U F F F F F + F U U F";
const secondPeople = "U F F F + F + F U U F";
const auditorsAndAdmins = "U F F F F + + F U U F";
const nothing = () => ({});
/** A service account of Mia's. */
const machineOf = async ({ house, call, root, mia, fresh }: Scene) =>
  (await use.createServiceAccount(house, call(root), { name: fresh("bot"), ownerId: mia.id })).id;
/** Somebody for whom Root made a reset link. */
async function toResetIn({ house, call, root, join }: Scene): Promise<string> {
  const { id: actorId } = await join("Forgetful");
  await use.offerPasswordReset(house, call(root), { actorId });
  return actorId;
}
/** Somebody whose account is disabled. */
async function goneIn({ house, call, root, join }: Scene): Promise<string> {
  const { id: actorId } = await join("Gone");
  await use.disableAccount(house, call(root), { actorId, reason: "left" });
  return actorId;
}
/** Somebody whose erasure another admin has asked for. */
async function toEraseIn(scene: Scene): Promise<string> {
  const actorId = await goneIn(scene);
  const { house, call, join } = scene;
  const other = await join("Other", { role: "admin", scope: "organisation", scopeId: "organisation" });
  await use.askErasure(house, call(other), { actorId, basis: "objection" });
  return actorId;
}

const ownUploads = "U N + + N N N N U U";
const uploadOf = (scene: Scene, actor: Actor) =>
  scene.uploadBy(["Cora", "Max", "Rex"].includes(actor.name) ? actor : scene.mia);

//                                     anon view cont main revi audi admi outs revo expi read
export const procedures: Readonly<Record<string, Row<unknown>>> = {
  "meta.info": row(everyone, nothing),
  "meta.stages": row(signedIn, nothing),
  "me.get": row(signedIn, nothing),
  // Claimed already: no code opens anything. The claim that works has a test of its own beside this table.
  "identity.claim": row("N N N N N N N N N U N", () => ({
    code: "x",
    name: "A",
    email: "a@example.test",
    password: currentPassword,
  })),
  "identity.acceptInvitation": row("+ + + + + + + + + U F", async ({ house, call, root, fresh }) => {
    const { invitationUrl } = await use.addPerson(house, call(root), {
      name: "New",
      email: `${fresh("new")}@example.test`,
    });
    return { code: codeIn(invitationUrl), password: currentPassword };
  }),
  "identity.resetPassword": row("+ + + + + + + + + U F", async ({ house, call, root, second, join }) => {
    const { id: actorId } = await join("Forgetful");
    const { resetUrl } = await use.offerPasswordReset(house, call(root), { actorId });
    await use.confirmPasswordReset(house, call(second), { actorId });
    return { code: codeIn(resetUrl), password: currentPassword };
  }),
  "identity.changePassword": row(byOneself, () => ({
    current: currentPassword,
    next: "another kettle harbour stapler",
  })),
  "sessions.list": row(signedIn, nothing),
  "sessions.end": row(byOneself, nothing),
  "people.list": row(signedIn, nothing),
  "people.add": row(admins, ({ fresh }) => ({ name: "New", email: `${fresh("new")}@example.test` })),
  "people.inviteAgain": row(admins, async ({ house, call, root, fresh }) => {
    const { actor } = await use.addPerson(house, call(root), { name: "New", email: `${fresh("new")}@example.test` });
    return { actorId: actor.id };
  }),
  "people.disabling": row("U N N N N F + N U U N", async ({ join }) => ({ actorId: (await join("Gone")).id })),
  "people.offerPasswordReset": row("U N N N N F + N U U N", async ({ join }) => ({
    actorId: (await join("Forgetful")).id,
  })),
  "people.confirmReset": row("U N N N N F + N U U N", async (scene) => ({ actorId: await toResetIn(scene) })),
  "people.cancelReset": row("U N N N N F + N U U N", async (scene) => ({ actorId: await toResetIn(scene) })),
  "people.vouch": row(byOneself, async ({ house, call, root, fresh }) => {
    const added = { name: "New", email: `${fresh("new")}@example.test` };
    const { actor, invitationUrl } = await use.addPerson(house, call(root), added);
    const code = codeIn(invitationUrl);
    await use.acceptInvitation(house, { actor: root, requestId: "r" }, { code, password: currentPassword });
    return { actorId: actor.id };
  }),
  "people.disable": row("U N N N N F + N U U N", async ({ join }) => ({
    actorId: (await join("Gone")).id,
    reason: "left",
  })),
  "people.enable": row("U N N N N F + N U U N", async ({ house, call, root, join }) => {
    const { id: actorId } = await join("Back");
    await use.disableAccount(house, call(root), { actorId, reason: "left" });
    return { actorId, reason: "returned" };
  }),
  "people.askErasure": row("U N N N N F + N U U N", async (scene) => ({
    actorId: await goneIn(scene),
    basis: "objection",
  })),
  "people.withdrawErasure": row("U N N N N F + N U U N", async (scene) => ({ actorId: await toEraseIn(scene) })),
  "people.confirmErasure": row("U N N N N F + N U U N", async (scene) => ({ actorId: await toEraseIn(scene) })),
  "serviceAccounts.create": row(admins, ({ mia, fresh }) => ({ name: fresh("bot"), ownerId: mia.id })),
  "serviceAccounts.appointed": row(auditorsAndAdmins, nothing),
  "serviceAccounts.proposeOwner": row("U N N N N F + N U U N", async (scene, actor) => ({
    actorId: await machineOf(scene),
    ownerId: actor.id,
  })),
  "serviceAccounts.accept": row(byOneself, async (scene, actor) => {
    const { house, call, root } = scene;
    const actorId = await machineOf(scene);
    await use.proposeOwner(house, call(root), { actorId, ownerId: actor.id });
    return { actorId };
  }),
  "teams.list": row(signedIn, nothing),
  "teams.create": row(admins, ({ fresh }) => ({ slug: fresh("team"), name: "Team" })),
  "groups.list": row(signedIn, nothing),
  "groups.get": row(signedIn, async ({ group }) => ({ slug: (await group()).slug })),
  "groups.members": row(signedIn, async ({ group }) => ({ groupId: (await group()).id })),
  "groups.create": row(admins, ({ fresh }) => ({ slug: fresh("group"), name: "Group" })),
  "groups.addMember": row(admins, async ({ group, mia }) => ({ groupId: (await group()).id, actorId: mia.id })),
  "groups.confirmMember": row(secondPeople, async ({ house, call, root, mia, speech, group }) => {
    const { id: groupId } = await group();
    await use.giveGrant(house, call(root), { groupId, role: "reviewer", scope: "team", scopeId: speech.id });
    const { members } = await use.addGroupMember(house, call(root), { groupId, actorId: mia.id });
    return { membershipId: members[0]?.id };
  }),
  "groups.removeMember": row(admins, async ({ house, call, root, mia, group }) => {
    const { members } = await use.addGroupMember(house, call(root), { groupId: (await group()).id, actorId: mia.id });
    return { membershipId: members[0]?.id };
  }),
  "grants.list": row(auditorsAndAdmins, nothing),
  "grants.give": row(admins, async ({ join, vision }) => ({
    actorId: (await join("New")).id,
    role: "viewer",
    scope: "team",
    scopeId: vision.id,
  })),
  "grants.confirm": row(secondPeople, async ({ house, call, root, join, speech }) => {
    const { id: actorId } = await join("New");
    const inSpeech = { scope: "team", scopeId: speech.id };
    return { grantId: (await use.giveGrant(house, call(root), { actorId, role: "reviewer", ...inSpeech })).id };
  }),
  "appointments.waiting": row(signedIn, nothing),
  "grants.end": row(admins, async ({ house, call, root, join, vision }) => {
    const { id: actorId } = await join("Once");
    const { id: grantId } = await use.giveGrant(house, call(root), {
      actorId,
      role: "viewer",
      scope: "team",
      scopeId: vision.id,
    });
    return { grantId };
  }),
  "tokens.list": row(signedIn, nothing),
  "tokens.create": row(byOneself, ({ fresh }) => ({ name: fresh("token"), scopes: ["read"], expiresInDays: 1 })),
  "tokens.revoke": row(byOneself, async ({ house, call, fresh }, actor) => {
    const { view } = await use.createToken(house, call(actor), {
      name: fresh("token"),
      scopes: ["read"],
      expiresInDays: 1,
    });
    return { tokenId: view.id };
  }),
  "search.find": row(signedIn, () => ({ q: "vad" })),
  "models.list": row(signedIn, nothing),
  "models.get": row(readersOfSpeech, () => ({ model: "speech/vad" })),
  "models.history": row(readersOfSpeech, () => ({ model: "speech/vad" })),
  "models.create": row(makersOfSpeech, ({ fresh }) => ({ team: "speech", name: fresh("model") })),
  "models.update": row(maintainersOfSpeech, async ({ house, call, mia, modelId }) => {
    const { revision } = await use.getModel(house, call(mia), { model: "speech/vad" });
    return { modelId, revision, description: "Hears voices." };
  }),
  "models.reviseCard": row(maintainersOfSpeech, async ({ house, call, mia, modelId, fresh }) => {
    const { card } = await use.getModel(house, call(mia), { model: "speech/vad" });
    return { modelId, body: fresh("# Card"), revision: card.revision };
  }),
  "models.assessTier": row("U F F + + F F N U U F", ({ modelId }) => {
    return { modelId, tier: "high", exposure: "internal", purpose: "tests", rationale: "because the census asks" };
  }),
  "models.confirmTier": row("U F F + + F F N U U F", async ({ loweredTier }) => ({
    assessmentId: (await loweredTier()).id,
  })),
  "models.refuseTier": row("U F F + + F F N U U F", async ({ loweredTier }) => ({
    assessmentId: (await loweredTier()).id,
  })),
  "models.metrics": row(readersOfSpeech, () => ({ model: "speech/vad" })),
  "models.setMetric": row(maintainersOfSpeech, ({ modelId, fresh }) => ({
    modelId,
    name: fresh("metric"),
    direction: "higher",
  })),
  "models.setMainMetric": row(maintainersOfSpeech, ({ modelId }) => ({ modelId, metric: { name: "f1" } })),
  "models.setOwner": row("U F F + F F + N U U F", async ({ modelId, speech, join }) => ({
    modelId,
    ownerId: (await join("Owner", { role: "viewer", scope: "team", scopeId: speech.id })).id,
  })),
  "models.setAlias": row(makersOfSpeech, async ({ sealed, modelId, fresh }) => ({
    modelId,
    alias: fresh("alias"),
    versionId: (await sealed()).id,
  })),
  "models.removeAlias": row(makersOfSpeech, async ({ house, call, mia, sealed, modelId, fresh }) => {
    const alias = fresh("alias");
    await use.setAlias(house, call(mia), { modelId, alias, versionId: (await sealed()).id });
    return { modelId, alias };
  }),
  "versions.list": row(readersOfSpeech, () => ({ model: "speech/vad" })),
  "versions.get": row(readersOfSpeech, async ({ sealed }) => ({ versionId: (await sealed()).id })),
  "versions.approvalWarnings": row(readersOfSpeech, async ({ sealed }) => ({ versionId: (await sealed()).id })),
  "versions.compare": row(readersOfSpeech, async ({ sealed }) => ({ ref: `speech/vad:${(await sealed()).number}` })),
  "versions.files": row(readersOfSpeech, async ({ withFile }) => ({ versionId: (await withFile()).versionId })),
  "versions.resolve": row(readersOfSpeech, async ({ sealed }) => ({ ref: `speech/vad:${(await sealed()).number}` })),
  "versions.create": row(makersOfSpeech, () => ({ model: "speech/vad" })),
  "versions.edit": row(makersOfSpeech, async ({ draft }) => ({
    versionId: (await draft()).id,
    revision: 1,
    params: { lr: "0.1" },
  })),
  "versions.removeFile": row(makersOfSpeech, ({ withFile }) => withFile()),
  "versions.discard": row(makersOfSpeech, async ({ draft }) => ({ versionId: (await draft()).id })),
  "versions.seal": row(makersOfSpeech, async ({ draft }) => ({ versionId: (await draft("external")).id })),
  "versions.revocation": row(maintainersOfSpeech, async ({ sealed }) => ({ versionId: (await sealed()).id })),
  "versions.revoke": row(maintainersOfSpeech, async ({ sealed }) => ({
    versionId: (await sealed()).id,
    reason: "leaks",
  })),
  "uploads.list": row(readersOfSpeech, async ({ draft }) => ({ versionId: (await draft()).id })),
  "uploads.discard": row(makersOfSpeech, async (scene, actor) => ({
    uploadId: (await uploadOf(scene, actor)).id,
  })),
  "versions.reviseCard": row(makersOfSpeech, async ({ sealed }) => ({
    versionId: (await sealed()).id,
    body: "# Card",
    revision: 0,
  })),
  "versions.reviseTags": row(makersOfSpeech, async ({ sealed }) => ({
    versionId: (await sealed()).id,
    tags: { a: "b" },
    revision: 0,
  })),
  "evaluations.list": row(readersOfSpeech, async ({ sealed }) => ({ versionId: (await sealed()).id })),
  "evaluations.record": row("U F + + + F F N U U F", async ({ sealed }) => {
    return {
      versionId: (await sealed()).id,
      phase: "validation",
      metrics: [{ name: "f1", value: "0.9", direction: "higher" }],
    };
  }),
  "lineage.list": row(readersOfSpeech, async ({ sealed }) => ({ versionId: (await sealed()).id })),
  "lineage.record": row(makersOfSpeech, async ({ sealed }) => {
    return {
      versionId: (await sealed()).id,
      fact: { kind: "built_from", repository: "git.test/vad", commit: "a".repeat(40), isDirty: false },
    };
  }),
  "evaluations.retract": row("U F + + + F F N U U F", async ({ measured, visitorNamed }, actor) => ({
    evaluationId: (await measured(visitorNamed(actor))).evaluationId,
    reason: "measured on the wrong split",
  })),
  "lineage.retract": row("U F + + + F F N U U F", async ({ measured, visitorNamed }, actor) => ({
    edgeId: (await measured(visitorNamed(actor))).edgeId,
    reason: "another job made it",
  })),
  "datasets.list": row(signedIn, nothing),
  "datasets.get": row(signedIn, async ({ dataset }) => ({ datasetId: (await dataset()).id })),
  "datasets.versions": row(signedIn, async ({ dataset }) => ({ datasetId: (await dataset()).id })),
  "datasets.register": row(makersOfSpeech, ({ fresh }) => ({
    team: "speech",
    name: fresh("set"),
    version: "1",
    sha256: "cd".repeat(32),
  })),
  "datasets.withdraw": row("U F F + F F F F U U F", async ({ dataset }) => ({
    datasetId: (await dataset()).id,
    reason: "consent withdrawn",
    revision: 1,
  })),
  "promotions.list": row(signedIn, () => ({ tab: "mine" })),
  "promotions.get": row(readersOfSpeech, async ({ promotionBy, mia }) => ({ number: (await promotionBy(mia)).number })),
  "promotions.earlier": row(readersOfSpeech, async ({ sealed }) => ({ versionId: (await sealed()).id })),
  "promotions.timeline": row(readersOfSpeech, async ({ promotionBy, mia }) => ({
    number: (await promotionBy(mia)).number,
  })),
  "promotions.request": row(makersOfSpeech, async ({ sealed }) => ({
    versionId: (await sealed()).id,
    stage: "staging",
    reason: "Recall rises, nothing falls.",
  })),
  "promotions.vote": row("U F F F + F F N U U F", async ({ promotionBy, mia }) => {
    const { id: promotionId, digests } = await promotionBy(mia);
    return { promotionId, decision: "approve", note: "read it all", seen: digests };
  }),
  "promotions.atStakeOfVersion": row(readersOfSpeech, async ({ sealed }) => ({ versionId: (await sealed()).id })),
  "promotions.atStakeOfModel": row(readersOfSpeech, ({ modelId }) => ({ modelId })),
  "promotions.atStakeOfDataset": row(signedIn, async ({ dataset }) => ({ datasetId: (await dataset()).id })),
  "promotions.dismissed": row(signedIn, nothing),
  "promotions.dismiss": row("U F F F + F F N U U F", async ({ objectedBy, mia }) => {
    const { id: promotionId, voteId } = await objectedBy(mia);
    return { promotionId, voteId, reason: "the card names its limits" };
  }),
  "promotions.withdraw": row(makersOfSpeech, async ({ promotionBy, mia }, actor) => {
    const isMaker = ["Cora", "Max"].includes(actor.name);
    return { promotionId: (await promotionBy(isMaker ? actor : mia)).id, note: "too early" };
  }),
  "audit.list": row(auditorsAndAdmins, nothing),
  "audit.get": row(auditorsAndAdmins, () => ({ index: 0 })),
  "audit.open": row("U F F F F + F F U U F", () => ({ index: 0 })),
  "audit.status": row(auditorsAndAdmins, nothing),
  "audit.integrity": row(auditorsAndAdmins, nothing),
  "audit.compare": row(auditorsAndAdmins, () => ({ note: "no checkpoint" })),
  "audit.consistency": row(auditorsAndAdmins, () => ({ oldSize: 1 })),
  "audit.check": row(auditorsAndAdmins, nothing),
  "audit.createExport": row(auditorsAndAdmins, () => ({ kind: "team.created" })),
};

const sentBy = (scene: Scene, actor: Actor) =>
  scene.send(["Cora", "Max", "Rex"].includes(actor.name) ? actor : scene.mia);

//                                     anon view cont main revi audi admi outs revo expi read
export const httpRoutes: Readonly<Record<string, Row<Request>>> = {
  "GET /api/docs": row(everyone, () => ({ path: "/api/docs" })),
  "GET /api/v1/openapi.json": row(everyone, () => ({ path: "/api/v1/openapi.json" })),
  "GET /api/v1/versions/{versionId}/manifest": row(readersOfSpeech, async ({ sealed }) => ({
    path: `/api/v1/versions/${(await sealed()).id}/manifest`,
  })),
  "GET /api/v1/versions/{versionId}/files/{+path}": row(readersOfSpeech, async ({ withFile }) => {
    const { versionId, path } = await withFile();
    return { path: `/api/v1/versions/${versionId}/files/${path}` };
  }),
  "HEAD /api/v1/versions/{versionId}/files/{+path}": row(readersOfSpeech, async ({ withFile }) => {
    const { versionId, path } = await withFile();
    return { path: `/api/v1/versions/${versionId}/files/${path}`, method: "HEAD" };
  }),
  "POST /api/v1/uploads": row(makersOfSpeech, async ({ draft, fresh }) => {
    return {
      path: "/api/v1/uploads",
      body: { versionId: (await draft()).id, path: fresh("file"), sizeBytes: 3, sha256: "ef".repeat(32) },
    };
  }),
  "GET /api/v1/uploads/{uploadId}": row(`${ownUploads} +`, async (scene, actor) => ({
    path: `/api/v1/uploads/${(await uploadOf(scene, actor)).id}`,
  })),
  "HEAD /api/v1/uploads/{uploadId}": row(`${ownUploads} +`, async (scene, actor) => ({
    path: `/api/v1/uploads/${(await uploadOf(scene, actor)).id}`,
    method: "HEAD",
  })),
  "PATCH /api/v1/uploads/{uploadId}": row(`${ownUploads} F`, async (scene, actor) => {
    const { id, bytes } = await uploadOf(scene, actor);
    return { path: `/api/v1/uploads/${id}`, method: "PATCH", body: bytes, headers: { "upload-offset": "0" } };
  }),
  "POST /api/v1/uploads/{uploadId}/finish": row(`${ownUploads} F`, async (scene, actor) => ({
    path: `/api/v1/uploads/${(await sentBy(scene, actor)).id}/finish`,
    method: "POST",
  })),
  ...ingestRows,
  ...bulkRows(readersOfSpeech, makersOfSpeech),
  "GET /api/v1/audit/export": row(auditorsAndAdmins, () => ({ path: "/api/v1/audit/export" })),
  // The visitor's own, where it may make one.
  "GET /api/v1/audit/exports/{entry}": row(auditorsAndAdmins, async ({ house, call, root }, actor) => {
    const by = ["Aud", "Adam"].includes(actor.name) ? actor : root;
    return { path: `/api/v1/audit/exports/${(await use.createExport(house, call(by), {})).entry}` };
  }),
  "GET /healthz": row("+ + + + + + + + + + +", () => ({ path: "/healthz" })),
  "GET /readyz": row("+ + + + + + + + + + +", () => ({ path: "/readyz" })),
  "GET /.well-known/security.txt": row("+ + + + + + + + + + +", () => ({ path: "/.well-known/security.txt" })),
};
