// The people of the demo. They come to their accounts as anyone would: one claims, the others are invited and join.
import { anonymousActor, organisationId, type Actor, type GrantScope, type Role } from "@chancery/core";
import { addPerson } from "../people/add.ts";
import { offerResetTo } from "../people/offer-reset-to.ts";
import { vouchForHolder } from "../people/vouch.ts";
import { confirmGrant } from "../grants/confirm.ts";
import { giveGrant } from "../grants/give.ts";
import { addGroupMember } from "../groups/add-member.ts";
import { confirmGroupMember } from "../groups/confirm-member.ts";
import { createGroup } from "../groups/create.ts";
import type { Call, House } from "../house.ts";
import { acceptInvitation } from "../identity/accept-invitation.ts";
import { actorOfSession } from "../identity/actor-of-session.ts";
import { claim } from "../identity/claim.ts";
import { issueClaimLink } from "../identity/claim-link.ts";
import { startSession } from "../identity/start-session.ts";
import { createServiceAccount } from "../service-accounts/create.ts";
import { createTeam } from "../teams/create.ts";
import { actorOfToken } from "../tokens/actor-of-token.ts";
import { createToken } from "../tokens/create.ts";
import type { MovableHouse } from "./movable-house.ts";

type Place = { readonly role: Role; readonly team?: TeamSlug };
type Person = { readonly name: string; readonly title: string; readonly roles: readonly Place[] };

export const teams = { speech: "Speech", risk: "Credit risk", vision: "Plant vision" } as const;
export type TeamSlug = keyof typeof teams;

/** `title` is how the demo introduces whom one may sign in as. */
export const people = {
  grace: { name: "Grace Lindqvist", title: "admin", roles: [{ role: "admin" }] },
  ada: { name: "Ada Okafor", title: "data scientist", roles: [{ role: "contributor", team: "speech" }] },
  mateo: { name: "Mateo Silva", title: "data scientist, credit risk", roles: [{ role: "contributor", team: "risk" }] },
  yuki: {
    name: "Yuki Tanaka",
    title: "data scientist, plant vision",
    roles: [{ role: "contributor", team: "vision" }],
  },
  lena: {
    name: "Lena Fischer",
    title: "maintainer",
    roles: (["speech", "risk", "vision"] as const).map((team) => ({ role: "maintainer", team }) as const),
  },
  hana: { name: "Hana Novak", title: "governance lead", roles: [] },
  jonas: { name: "Jonas Weber", title: "second governance lead", roles: [] },
  priya: { name: "Priya Raman", title: "auditor", roles: [{ role: "auditor" }] },
  omar: { name: "Omar Haddad", title: "second admin", roles: [] },
  tomas: { name: "Tomas Berg", title: "data scientist who left", roles: [{ role: "contributor", team: "vision" }] },
} as const satisfies Record<string, Person>;
export type PersonKey = keyof typeof people;

/** Training jobs, each with the person who answers for it. */
const machines = {
  speechJob: { name: "speech-training", owner: "ada", team: "speech" },
  riskJob: { name: "risk-training", owner: "mateo", team: "risk" },
} as const;
export type Who = PersonKey | keyof typeof machines;
export type Cast = Readonly<Record<Who, Actor>>;

export const emailOf = (key: PersonKey): string => `${key}@chancery.example`;

/** Sets up who is who: teams, people, the group of validators that reviews, service accounts with a token each. */
export async function gather(stage: MovableHouse): Promise<Cast> {
  const { house } = stage;
  const password = Buffer.from(house.random(24)).toString("base64url"); // nobody ever learns it: links sign in
  const grace = await claimAs(stage, password);
  const admin = { ...stage, call: callsOf(house, grace) };
  const teamIds = new Map<TeamSlug, string>();
  for (const slug of Object.keys(teams) as TeamSlug[]) {
    stage.tick();
    teamIds.set(slug, (await createTeam(house, admin.call(), { slug, name: teams[slug] })).id);
  }
  const cast: Partial<Record<Who, Actor>> = { grace };
  for (const key of (Object.keys(people) as PersonKey[]).filter((who) => who !== "grace"))
    cast[key] = await join(admin, { key, teamIds, password });
  const { ada = anonymousActor } = cast;
  await vouchForAll(
    house,
    ada,
    Object.values(cast).filter(({ id }) => id !== grace.id && id !== ada.id),
  );
  await formValidators(admin, [cast.hana ?? anonymousActor, cast.jonas ?? anonymousActor]);
  await appointAdmin(admin, { to: cast.omar ?? anonymousActor, confirmedBy: cast.hana ?? anonymousActor });
  for (const key of Object.keys(machines) as (keyof typeof machines)[])
    cast[key] = await employ(admin, { key, teamIds, cast });
  return cast as Cast; // every key of both lists was filled above
}

type Admin = MovableHouse & { call(): Call };
const callsOf = (house: House, actor: Actor) => (): Call => ({ actor, requestId: house.newId() });
const codeIn = (url: string) => url.slice(url.lastIndexOf("/") + 1);

async function claimAs({ house, tick }: MovableHouse, password: string): Promise<Actor> {
  const stranger = callsOf(house, anonymousActor);
  const code = await issueClaimLink(house);
  tick();
  await claim(house, stranger(), { code, name: people.grace.name, email: emailOf("grace"), password });
  return signIn(house, { key: "grace", password });
}

async function signIn(
  house: House,
  { key, password }: { readonly key: PersonKey; readonly password: string },
): Promise<Actor> {
  const stranger = callsOf(house, anonymousActor);
  const { sessionId } = await startSession(house, stranger(), { email: emailOf(key), password });
  return actorOfSession(house, sessionId);
}

/** Whose invitation is made on the server, as operators are told to: the first admin never saw it, so hers is another's word. */
const apart: PersonKey = "ada";

type Joining = { readonly key: PersonKey; readonly teamIds: ReadonlyMap<TeamSlug, string>; readonly password: string };

async function join({ house, tick, call }: Admin, { key, teamIds, password }: Joining): Promise<Actor> {
  const person: Person = people[key];
  tick();
  const { actor, invitationUrl } = await addPerson(house, call(), { name: person.name, email: emailOf(key) });
  for (const { role, team } of person.roles) {
    tick();
    await giveGrant(house, call(), { actorId: actor.id, role, ...placeOf(team, teamIds) });
  }
  tick();
  const url = key === apart ? (await offerResetTo(house, emailOf(key)))?.url : invitationUrl;
  await acceptInvitation(house, callsOf(house, anonymousActor)(), { code: codeIn(url ?? ""), password });
  tick();
  return signIn(house, { key, password });
}

/** All but one came by a link of the first admin's: that one vouches for the others. */
async function vouchForAll(house: House, by: Actor, others: readonly Actor[]): Promise<void> {
  for (const { id: actorId } of others) await vouchForHolder(house, callsOf(house, by)(), { actorId });
}

const placeOf = (
  team: TeamSlug | undefined,
  ids: ReadonlyMap<TeamSlug, string>,
): { scope: GrantScope; scopeId: string } =>
  team === undefined
    ? { scope: "organisation", scopeId: organisationId }
    : { scope: "team", scopeId: ids.get(team) ?? "" };

/**
 * The group is given its role while nobody is in it. Its first member comes to it by the admin alone, as there is nobody
 * else yet; from then on it takes two people, and the first confirms the second.
 */
async function formValidators({ house, tick, call }: Admin, members: readonly [Actor, Actor]): Promise<void> {
  tick();
  const { id: groupId } = await createGroup(house, call(), { slug: "validators", name: "Model validators" });
  tick();
  await giveGrant(house, call(), { groupId, role: "reviewer", scope: "organisation", scopeId: organisationId });
  const [first, second] = members;
  tick();
  await addGroupMember(house, call(), { groupId, actorId: first.id });
  tick();
  const { members: shown } = await addGroupMember(house, call(), { groupId, actorId: second.id });
  tick();
  const membershipId = shown.find(({ isPending }) => isPending)?.id;
  await confirmGroupMember(house, callsOf(house, first)(), { membershipId });
}

type Appointing = { readonly to: Actor; readonly confirmedBy: Actor };

/** The second admin: given the role by the first, confirmed by a reviewer. */
async function appointAdmin({ house, tick, call }: Admin, { to, confirmedBy }: Appointing): Promise<void> {
  tick();
  const everywhere = { scope: "organisation", scopeId: organisationId } as const;
  const { id: grantId } = await giveGrant(house, call(), { actorId: to.id, role: "admin", ...everywhere });
  tick();
  await confirmGrant(house, callsOf(house, confirmedBy)(), { grantId });
}

type Employing = {
  readonly key: keyof typeof machines;
  readonly teamIds: ReadonlyMap<TeamSlug, string>;
  readonly cast: Partial<Record<Who, Actor>>;
};

async function employ({ house, tick, call }: Admin, { key, teamIds, cast }: Employing): Promise<Actor> {
  const { name, owner, team } = machines[key];
  tick();
  const { id: actorId } = await createServiceAccount(house, call(), { name, ownerId: cast[owner]?.id });
  tick();
  await giveGrant(house, call(), { actorId, role: "contributor", ...placeOf(team, teamIds) });
  tick();
  const byOwner = { actor: cast[owner] ?? anonymousActor, requestId: house.newId() };
  const { token } = await createToken(house, byOwner, {
    actorId,
    name: "training cluster",
    scopes: ["*"],
    expiresInDays: 180,
  });
  return actorOfToken(house, token);
}
