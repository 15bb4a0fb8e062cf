// What the census asks about: a team-only model with everything on it, and the eleven ways to come to the door.
import { systemActor, type Actor, type StageName } from "@chancery/core";
import * as use from "@chancery/services";
import type { World } from "@chancery/services/testing";

/** Roles are held on the team `speech`, auditor and admin on the organisation; the outsider maintains another team. */
export const columns = [
  "anonymous",
  "viewer",
  "contributor",
  "maintainer",
  "reviewer",
  "auditor",
  "admin",
  "outsider",
  "revoked session",
  "expired token",
  "read-only token",
] as const;
export type Column = (typeof columns)[number];
/** How a column's requests are signed, and as whom (Rex, a maintainer, where nobody is let in). */
export type Visitor = { readonly actor: Actor; readonly headers: Readonly<Record<string, string>> };
type Grant = { readonly role: string; readonly scope: string; readonly scopeId: string };
type Base = {
  readonly world: World;
  readonly house: use.House;
  readonly call: World["call"];
  /** Admin, and no column of the census. */
  readonly root: Actor;
  /** Another one. */
  readonly second: Actor;
  /** Maintainer of speech, and no column either: what is asked about is hers. */
  readonly mia: Actor;
  readonly speech: { readonly id: string };
  readonly vision: { readonly id: string };
  readonly modelId: string;
  /** A name nothing has yet, at a later instant. */
  fresh(what: string): string;
  /** A person as people come to be: invited, joined, given a role. */
  join(name: string, grant?: Grant): Promise<Actor>;
};
export type Scene = Base & ReturnType<typeof makersOf> & { readonly visitors: ReadonlyMap<Column, Visitor> };

const origin = "http://localhost:3000";
const password = "copper kettle harbour stapler";
const dayMs = 24 * 3_600_000;

export async function openCensus(world: World): Promise<Scene> {
  const { house } = world;
  await use.ensureInitialised(house);
  const root = await world.person("Root", { role: "admin" });
  const second = await world.person("Sue", { role: "admin" });
  const speech = await use.createTeam(house, world.call(root), { slug: "speech", name: "Speech" });
  const vision = await use.createTeam(house, world.call(root), { slug: "vision", name: "Vision" });
  let made = 0;
  const fresh = (what: string) => {
    world.clock.advance(1);
    return `${what}-${(made += 1)}`;
  };
  const join: Base["join"] = async (name, grant) => {
    const email = `${fresh("person")}@example.test`;
    const { actor, invitationUrl } = await use.addPerson(house, world.call(root), { name, email });
    await use.acceptInvitation(house, { actor: root, requestId: "r" }, { code: codeIn(invitationUrl), password });
    await use.vouchForHolder(house, world.call(second), { actorId: actor.id });
    const given = grant && (await use.giveGrant(house, world.call(root), { actorId: actor.id, ...grant }));
    if (given?.from === null) await use.confirmGrant(house, world.call(second), { grantId: given.id });
    world.clock.advance(1);
    return { id: actor.id, kind: "person", name, answerableId: actor.id, via: "session", scopes: ["*"] };
  };
  const inSpeech = (role: string) => ({ role, scope: "team", scopeId: speech.id });
  const mia = await join("Mia", inSpeech("maintainer"));
  const model = await use.createModel(house, world.call(mia), { team: "speech", name: "vad", visibility: "team" });
  const base: Base = {
    world,
    house,
    root,
    second,
    speech,
    vision,
    mia,
    modelId: model.id,
    fresh,
    join,
    call: world.call,
  };
  return { ...base, ...makersOf(base), visitors: await visitorsOf(base, inSpeech) };
}

export const codeIn = (url: string): string => url.slice(url.lastIndexOf("/") + 1);
export const currentPassword = password;

/** Short ways to a fresh thing of each kind, made by Mia unless another is given. */
function makersOf({ house, call, mia, fresh, root, join, speech }: Base) {
  const draft = async (kind: "files" | "external" = "files", model = "speech/vad") => {
    const descriptor = { supplier: "Acme", product: fresh("ears"), version: "1", endpoint: "https://ears.test/v1" };
    return use.createVersion(house, call(mia), { model, kind, ...(kind === "external" && { descriptor }) });
  };
  const sealed = async () => {
    const { id } = await draft("external");
    return use.sealVersion(house, call(mia), { versionId: id });
  };
  const uploadBy = async (actor: Actor, content = fresh("content")) => {
    const { id: versionId } = await draft();
    const bytes = new TextEncoder().encode(content);
    const sha256 = Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex");
    const upload = await use.beginUpload(house, call(actor), {
      versionId,
      path: "model.onnx",
      sizeBytes: bytes.length,
      sha256,
    });
    return { ...upload, bytes };
  };
  const send = async (actor: Actor) => {
    const upload = await uploadBy(actor);
    await use.appendToUpload(house, call(actor), { uploadId: upload.id, offset: 0, body: once(upload.bytes) });
    return upload;
  };
  const withFile = async () => {
    const upload = await send(mia);
    await use.finishUpload(house, call(mia), { uploadId: upload.id });
    return { versionId: upload.versionId, path: upload.path };
  };
  const promotionBy = async (actor: Actor, stage: StageName = "staging") => {
    const { id: versionId } = await sealed();
    const { id, number } = await use.requestPromotion(house, call(actor), {
      versionId,
      stage,
      reason: "Recall rises, nothing falls.",
    });
    const { digests } = await use.getPromotion(house, call(actor), { number });
    return { id, number, digests: digests };
  };
  /** Somebody asked for changes to it. */
  const objectedBy = async (actor: Actor) => {
    const objector = await join("Hana", { role: "reviewer", scope: "team", scopeId: speech.id });
    const { id, number, digests: seen } = await promotionBy(actor);
    const ballot = { promotionId: id, decision: "request-changes", note: "the card names no limits", seen };
    await use.voteOnPromotion(house, call(objector), ballot);
    const { votes } = await use.getPromotion(house, call(actor), { number });
    return { id, voteId: votes[0]?.id };
  };
  /** An evaluation and an edge that this person recorded, or Mia. */
  const measured = async (actor: Actor) => {
    const { id: versionId } = await sealed();
    const metrics = [{ name: "recall", value: "0.9", direction: "higher" }];
    const evaluation = await use.recordEvaluation(house, call(actor), { versionId, phase: "validation", metrics });
    const fact = { kind: "produced_by", job: fresh("train") };
    const edge = await use.recordLineage(house, call(actor), { versionId, fact });
    return { evaluationId: evaluation.id, edgeId: edge.id };
  };
  /** The actor, where it may record; else Mia. */
  const visitorNamed = (actor: Actor) => (["Cora", "Max"].includes(actor.name) ? actor : mia);
  const loweredTier = async () => {
    const { id: modelId } = await use.createModel(house, call(mia), {
      team: "speech",
      name: fresh("tiered"),
      visibility: "team",
    });
    const facts = { modelId, exposure: "internal", purpose: "tests", rationale: "because the census asks" };
    await use.assessTier(house, call(mia), { ...facts, tier: "high" });
    return use.assessTier(house, call(mia), { ...facts, tier: "limited" });
  };
  const dataset = () =>
    use.registerDataset(house, call(mia), {
      team: "speech",
      name: fresh("set"),
      version: "1",
      sha256: "ab".repeat(32),
    });
  const group = () => use.createGroup(house, call(root), { slug: fresh("group"), name: "Group" });
  return {
    draft,
    sealed,
    uploadBy,
    send,
    withFile,
    promotionBy,
    objectedBy,
    measured,
    visitorNamed,
    loweredTier,
    dataset,
    group,
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

async function visitorsOf(
  { house, world, vision, join }: Base,
  inSpeech: (role: string) => Grant,
): Promise<Map<Column, Visitor>> {
  const organisation = (role: string) => ({ role, scope: "organisation", scopeId: "organisation" });
  const people = {
    viewer: await join("Vi", inSpeech("viewer")),
    contributor: await join("Cora", inSpeech("contributor")),
    maintainer: await join("Max", inSpeech("maintainer")),
    reviewer: await join("Rita", inSpeech("reviewer")),
    auditor: await join("Aud", organisation("auditor")),
    admin: await join("Adam", organisation("admin")),
    outsider: await join("Otto", { role: "maintainer", scope: "team", scopeId: vision.id }),
  };
  const rex = await join("Rex", inSpeech("maintainer"));
  const bearer = async (scopes: readonly string[], expiresInDays: number) => ({
    authorization: `Bearer ${(await use.createToken(house, world.call(rex), { name: "census", scopes, expiresInDays })).token}`,
  });
  const expired = await bearer(["*"], 1);
  world.clock.advance(2 * dayMs);
  const sessionOf = async (actor: Actor) => {
    const code = await use.issueSignInLink(house, actor.id);
    return (await use.startSessionByLink(house, { actor: systemActor, requestId: "r" }, { code })).sessionId;
  };
  const cookie = (sessionId: string) => ({
    cookie: `session=${sessionId}`,
    origin,
    "sec-fetch-site": "same-origin",
    "x-chancery-csrf": "1",
  });
  const revoked = await sessionOf(rex);
  await use.endSession(house, { actor: systemActor, requestId: "r" }, revoked);
  const visitors = new Map<Column, Visitor>();
  for (const [column, actor] of Object.entries(people))
    visitors.set(column as Column, { actor, headers: cookie(await sessionOf(actor)) });
  visitors.set("anonymous", { actor: rex, headers: {} });
  visitors.set("revoked session", { actor: rex, headers: cookie(revoked) });
  visitors.set("expired token", { actor: rex, headers: expired });
  visitors.set("read-only token", { actor: rex, headers: await bearer(["read"], 90) });
  return visitors;
}
