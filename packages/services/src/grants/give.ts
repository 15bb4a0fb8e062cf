// Giving a role: to an account or a group, on the organisation, a team or a model, from now on.
import { organisation, organisationId, plainText, refuse, roles, type GrantScope, type Role } from "@chancery/core";
import {
  actorById,
  groupById,
  insertGrant,
  modelById,
  sameGrant,
  setDefaultTeam,
  teamById,
  type ActorRow,
  type Tx,
} from "@chancery/db";
import { z } from "zod";
import { notFound } from "../authorise.ts";
import { command } from "../command.ts";
import { capAdminSessions } from "./cap-admin-sessions.ts";
import { grantView } from "./grant-view.ts";

const Input = z
  .strictObject({
    actorId: z.uuid().optional(),
    groupId: z.uuid().optional(),
    role: z.enum(roles),
    scope: z.enum(["organisation", "team", "model"]),
    scopeId: plainText(64),
  })
  .refine((input) => (input.actorId === undefined) !== (input.groupId === undefined), {
    message: "a grant has one holder: either actorId or groupId",
  });

const organisationOnly: readonly Role[] = ["admin", "auditor"];

/** CONFLICT when the holder has this very role there already; INVALID_INPUT for a place that does not exist. */
export const giveGrant = command({
  kind: "grant.given@1",
  permission: "grant:give",
  input: Input,
  subject: () => Promise.resolve(organisation),
  async run({ tx, actor, now, newId }, { actorId = null, groupId = null, role, scope, scopeId }) {
    const holder = await lockHolder(tx, { actorId, groupId }); // two equal grants at once: one waits and finds the other
    await requirePlace(tx, { role, scope, scopeId });
    const given = { actorId, groupId, role, scope, scopeId };
    if (await sameGrant(tx, given)) throw refuse("CONFLICT", "grant_in_force", "this role is held there already");
    const grant = { ...given, id: newId(), from: now, grantedBy: actor.id };
    await insertGrant(tx, grant);
    if (scope === "team" && holder.account?.defaultTeamId === null)
      await setDefaultTeam(tx, { id: holder.id, teamId: scopeId });
    if (role === "admin") await capAdminSessions(tx, { now });
    return {
      result: await grantView(tx, { ...grant, to: null }),
      audit: { grantId: grant.id, holderId: holder.id, role, scope, scopeId },
      about: { kind: holder.account ? "actor" : "group", id: holder.id },
    };
  },
});

type Holder = { readonly id: string; readonly account?: ActorRow };
async function lockHolder(
  tx: Tx,
  { actorId, groupId }: { actorId: string | null; groupId: string | null },
): Promise<Holder> {
  if (actorId !== null) {
    const account = await actorById(tx, actorId, { lock: true });
    if (!account) throw notFound();
    return { id: account.id, account };
  }
  const group = await groupById(tx, groupId ?? "", { lock: true });
  if (!group) throw notFound();
  return { id: group.id };
}

async function requirePlace(
  tx: Tx,
  { role, scope, scopeId }: { role: Role; scope: GrantScope; scopeId: string },
): Promise<void> {
  if (scope !== "organisation" && organisationOnly.includes(role))
    throw refuse("INVALID_INPUT", "role_of_organisation", `${role} is a role on the organisation`);
  const isThere =
    scope === "organisation"
      ? scopeId === organisationId
      : (scope === "team" ? await teamById(tx, scopeId) : await modelById(tx, scopeId)) !== undefined;
  if (!isThere) throw refuse("INVALID_INPUT", "scope_unknown", `there is no such ${scope}`);
}
