// The real registry beside the model: takes the same steps through the real use-cases and tells what came of them.
import { isChanceryError, type Actor, type ErrorCode } from "@chancery/core";
import { insertGrant, insertGroup, occupanciesOf, readHead, readLeaves, type OccupancyRow } from "@chancery/db";
import { recordEvaluation } from "../../evaluations/record.ts";
import { confirmGrant } from "../../grants/confirm.ts";
import { endGrant } from "../../grants/end.ts";
import { giveGrant } from "../../grants/give.ts";
import { addGroupMember } from "../../groups/add-member.ts";
import { confirmGroupMember } from "../../groups/confirm-member.ts";
import { removeGroupMember } from "../../groups/remove-member.ts";
import { createModel } from "../../models/create.ts";
import { sendFile } from "../catalogue-scene.ts";
import { inForce, type Leaf, type World } from "../index.ts";
import { createVersion } from "../../versions/create.ts";
import { reviseVersionCard } from "../../versions/revise-card.ts";
import { revokeVersion } from "../../versions/revoke.ts";
import { sealVersion } from "../../versions/seal.ts";
import { dismissObjection } from "../../promotions/dismiss.ts";
import { earlierDecisions } from "../../promotions/earlier.ts";
import { getPromotion } from "../../promotions/get.ts";
import { requestPromotion } from "../../promotions/request.ts";
import { voteOnPromotion } from "../../promotions/vote.ts";
import { withdrawPromotion } from "../../promotions/withdraw.ts";
import { nth } from "./rules.ts";
import { group, initialRoles, people, type Person, type Step } from "./steps.ts";

/** The people of a world, whom every history in it shares. */
export type Cast = { readonly world: World; readonly actors: Record<Person, Actor> };
export async function openCast(world: World): Promise<Cast> {
  const actors = {} as Record<Person, Actor>; // every name is filled in below
  for (const name of people)
    actors[name] = name === "robot" ? await world.service(name, actors.rolf) : await world.person(name);
  await world.grant(actors.root, { role: "admin" });
  await world.grant(actors.gus, { role: "admin" });
  await world.grant(actors.omar, { role: "reviewer" });
  return { world, actors };
}

/** One history's own team, group and model, and what came into being, in order. */
export type Real = Cast & {
  readonly team: string;
  readonly teamId: string;
  readonly groupId: string;
  readonly modelId: string;
  readonly versions: { readonly id: string; cards: number }[];
  readonly promotions: { readonly id: string; readonly number: number }[];
  readonly grants: string[];
  readonly memberships: string[];
  /** How many leaves of the log were looked at. */
  leavesSeen: number;
};

export async function openReal(cast: Cast, name: string): Promise<Real> {
  const { world, actors } = cast;
  const { house, clock } = world;
  const { id: teamId } = await world.team(name);
  const groupId = house.newId();
  const grants = initialRoles.map(([holder, role]) => {
    const who = holder === group ? { groupId, actorId: null } : { groupId: null, actorId: actors[holder].id };
    const place = { scope: "team", scopeId: teamId, ...inForce(clock.now()), grantedBy: "system" } as const;
    return { id: house.newId(), ...who, role, ...place };
  });
  await house.db.transaction(async (tx) => {
    await insertGroup(tx, { id: groupId, slug: name, name, createdAt: clock.now() });
    for (const grant of grants) await insertGrant(tx, grant);
  });
  const { id: modelId } = await createModel(house, world.call(actors.ada), { team: name, name: "vad" });
  const leavesSeen = (await readHead(house.db.read)).size;
  const none = { versions: [], promotions: [], memberships: [] };
  return { ...cast, team: name, teamId, groupId, modelId, grants: grants.map(({ id }) => id), leavesSeen, ...none };
}

/** The leaves written since this was asked last. */
export async function newLeaves(real: Real): Promise<readonly Leaf[]> {
  const leaves = await readLeaves(real.world.house.db.read, { from: real.leavesSeen, limit: 100_000 });
  real.leavesSeen += leaves.length;
  const read = leaves.map(({ leaf }) => JSON.parse(new TextDecoder().decode(leaf)) as Leaf);
  // What a reader is shown anew is frozen by the registry itself, whenever somebody reads.
  return read.filter(({ type }) => type !== "chancery.promotion.dossier-frozen.v1");
}

export const staysOf = ({ world, modelId }: Real): Promise<readonly OccupancyRow[]> =>
  occupanciesOf(world.house.db.read, { modelId, limit: 1000 });

/** Takes the step; answers `ok` or the code it was refused with. Any other error is thrown. */
export async function take(real: Real, step: Step): Promise<"ok" | ErrorCode> {
  try {
    await attempt(real, step);
    return "ok";
  } catch (error) {
    if (!isChanceryError(error)) throw error;
    return error.code;
  }
}

const idOf = (list: readonly { readonly id: string }[], n: number) => nth(list, n)?.id ?? "";

async function attempt(real: Real, step: Step): Promise<void> {
  if ("version" in step) return onVersion(real, step);
  if ("promotion" in step) return onPromotion(real, step);
  if (step.do !== "register") return onRoles(real, step);
  const { world, actors, team, versions } = real;
  const descriptor = {
    supplier: "Acme",
    product: "Ears",
    version: `${versions.length}`,
    endpoint: "https://ears.test",
  };
  const content = step.kind === "files" ? {} : { kind: "external", descriptor };
  const { id } = await createVersion(world.house, world.call(actors[step.by]), { model: `${team}/vad`, ...content });
  versions.push({ id, cards: 0 });
}

async function onVersion(real: Real, step: Extract<Step, { version: number }>): Promise<void> {
  const { world, actors, versions, promotions } = real;
  const { house } = world;
  const call = world.call(actors[step.by]);
  const version = nth(versions, step.version);
  if (!version) throw new Error("the model lets no step through that is about nothing");
  const { id: versionId } = version;
  switch (step.do) {
    case "send": {
      const name = house.newId();
      return void (await sendFile(world, actors[step.by], { versionId, path: name, content: name }));
    }
    case "seal":
      return void (await sealVersion(house, call, { versionId }));
    case "evaluate": {
      const metrics = [{ name: "recall", value: "0.9", direction: "higher" }];
      return void (await recordEvaluation(house, call, { versionId, phase: "validation", metrics }));
    }
    case "revoke":
      return void (await revokeVersion(house, call, { versionId, reason: "found wanting" }));
    case "revise": {
      const revision = step.isCurrent ? version.cards : version.cards + 7;
      await reviseVersionCard(house, call, { versionId, body: step.card, revision });
      version.cards += 1;
      return;
    }
    case "ask": {
      const reason = "recall rises and nothing falls";
      const { toAnswer } = await earlierDecisions(house, world.call(actors.root), { versionId });
      const answer =
        step.isAnswering && toAnswer ? { answers: toAnswer.number, whatChanged: "its limits are named now" } : {};
      promotions.push(await requestPromotion(house, call, { versionId, stage: step.stage, reason, ...answer }));
    }
  }
}

async function onPromotion(real: Real, step: Extract<Step, { promotion: number }>): Promise<void> {
  const { world, actors, promotions } = real;
  const call = world.call(actors[step.by]);
  const promotionId = idOf(promotions, step.promotion);
  if (step.do === "withdraw") return void (await withdrawPromotion(world.house, call, { promotionId, note: "no" }));
  if (step.do === "dismiss") {
    const { carried, votes } = await see(real, { by: "root", promotion: step.promotion });
    const standing = [...carried, ...votes].filter(({ isStanding }) => isStanding);
    const objection = standing.toSorted((a, b) => (a.at < b.at ? -1 : 1))[0] ?? [...carried, ...votes][0];
    const voteId = objection?.id ?? world.house.newId();
    return void (await dismissObjection(world.house, call, {
      promotionId,
      voteId,
      reason: "its limits are named now",
    }));
  }
  const { digests: seen } = await see(real, step, step.saw === "now" ? undefined : 1);
  const { decision } = step;
  await voteOnPromotion(world.house, call, { promotionId, decision, note: "read it all", seen });
}

/** The promotion of a step as its actor sees it; the newest revision of its dossier unless said. */
export const see = (
  { world, actors, promotions }: Real,
  step: { readonly by: Person; readonly promotion: number },
  revision?: number,
) =>
  getPromotion(world.house, world.call(actors[step.by]), {
    number: nth(promotions, step.promotion)?.number ?? 0,
    ...(revision !== undefined && { revision }),
  });

type OnRoles = Extract<Step, { do: "give" | "end" | "second" | "add" | "confirm" | "remove" }>;
async function onRoles({ world, actors, teamId, groupId, grants, memberships }: Real, step: OnRoles): Promise<void> {
  const { house } = world;
  const call = world.call(actors[step.by]);
  switch (step.do) {
    case "give": {
      const who = step.to === group ? { groupId } : { actorId: actors[step.to].id };
      grants.push((await giveGrant(house, call, { ...who, role: step.role, scope: "team", scopeId: teamId })).id);
      return;
    }
    case "end":
      return void (await endGrant(house, call, { grantId: nth(grants, step.grant) ?? "" }));
    case "second":
      return void (await confirmGrant(house, call, { grantId: nth(grants, step.grant) ?? "" }));
    case "add": {
      const { members } = await addGroupMember(house, call, { groupId, actorId: actors[step.member].id });
      const added = members.find(({ id }) => !memberships.includes(id));
      if (added) memberships.push(added.id);
      return;
    }
    case "confirm":
      return void (await confirmGroupMember(house, call, { membershipId: nth(memberships, step.membership) ?? "" }));
    case "remove":
      return void (await removeGroupMember(house, call, { membershipId: nth(memberships, step.membership) ?? "" }));
  }
}
