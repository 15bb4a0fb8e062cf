// Teams and people of a seeded registry: an admin, somebody with one team's grants, reviewers, and those who made things.
import type { Actor } from "@chancery/core";
import { personWithId } from "../stage/house.ts";
import type { Chance } from "./chance.ts";
import type { Row, Rows } from "./rows.ts";

export type People = {
  readonly teamIds: readonly string[];
  /** Admin, auditor and maintainer of the whole organisation. */
  readonly admin: Actor;
  /** Contributor of the first team and nothing else. */
  readonly member: Actor;
  /** Reviewer of the whole organisation. */
  readonly reviewer: Actor;
  /** Ids of those who made things. */
  readonly makers: readonly string[];
};

const makerCount = 40;

export async function seedPeople(
  rows: Rows,
  { chance, teams, at }: { readonly chance: Chance; readonly teams: number; readonly at: Date },
): Promise<People> {
  const teamIds = Array.from({ length: teams }, () => chance.id(at));
  await rows.insert(
    "team",
    teamIds.map((id, n) => ({ id, slug: `team-${n}`, name: `Team ${n}`, created_at: at })),
  );
  const names = [
    "Ada Admin",
    "Mo Member",
    "Rea Reviewer",
    ...Array.from({ length: makerCount }, (_, n) => `Maker ${n}`),
  ];
  const people = names.map((name) => personWithId(chance.id(at), name));
  await rows.insert(
    "actor",
    people.map(({ id, name }) => actorRow(id, name, at)),
  );
  const [admin, member, reviewer, ...makers] = people as [Actor, Actor, Actor, ...Actor[]];
  const organisation = { scope: "organisation", scope_id: "organisation" };
  const grants = [
    { actor_id: admin.id, role: "admin", ...organisation },
    { actor_id: admin.id, role: "auditor", ...organisation },
    { actor_id: admin.id, role: "maintainer", ...organisation },
    { actor_id: reviewer.id, role: "reviewer", ...organisation },
    { actor_id: member.id, role: "contributor", scope: "team", scope_id: teamIds[0] },
    ...makers.map(({ id }) => ({ actor_id: id, role: "contributor", scope: "team", scope_id: chance.pick(teamIds) })),
  ];
  await rows.insert(
    "grant",
    grants.map((grant) => ({ id: chance.id(at), ...grant, given_at: at, from: at, granted_by: "system" })),
  );
  return { teamIds, admin, member, reviewer, makers: makers.map(({ id }) => id) };
}

function actorRow(id: string, name: string, at: Date): Row {
  const email = `${name.toLowerCase().replace(" ", ".")}@example.test`;
  return { id, kind: "person", name, email, email_key: email, state: "active", created_at: at, revision: 1 };
}
