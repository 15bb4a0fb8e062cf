// Giving a role: to an account or a group, on the organisation, a team or a model, from now on.
import {
  orThrow,
  isAppointed,
  organisation,
  organisationId,
  plainText,
  refuse,
  roles,
  mayReceive,
  type GrantScope,
  type Receiver,
  type Role,
} from "@chancery/core";
import {
  actorById,
  everyMemberOf,
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
import { begunBy, begunInLeaf, receiver } from "../appointments/weigh.ts";
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

/**
 * What makes somebody a reviewer or an admin waits until a second person confirms it: given to a person, or to a group
 * that has members. CONFLICT when the holder has this very role there already;
 * INVALID_INPUT for a place that does not exist, and for a service account.
 */
export const giveGrant = command({
  kind: "grant.given@2",
  permission: "grant:give",
  input: Input,
  subject: () => Promise.resolve(organisation),
  async run({ tx, actor, now, newId }, { actorId = null, groupId = null, role, scope, scopeId }) {
    const holder = await lockHolder(tx, { actorId, groupId }); // two equal grants at once: one waits and finds the other
    await requirePlace(tx, { role, scope, scopeId });
    const given = { actorId, groupId, role, scope, scopeId };
    const same = await sameGrant(tx, given);
    if (same?.from === null)
      throw refuse("CONFLICT", "grant_waits", "this role was given there already, and waits for a second person");
    if (same) throw refuse("CONFLICT", "grant_in_force", "this role is held there already");
    const receivers = isAppointed(role) ? holder.receivers : [];
    orThrow(mayReceive(receivers));
    const begun = await begunBy(tx, { giver: actor, receivers, roles: [given], now });
    const grant = { ...given, ...begun, id: newId(), givenAt: now, grantedBy: actor.id };
    await insertGrant(tx, grant);
    if (begun.from !== null && scope === "team" && holder.account?.defaultTeamId === null)
      await setDefaultTeam(tx, { id: holder.id, teamId: scopeId });
    if (begun.from !== null && role === "admin") await capAdminSessions(tx, { now });
    return {
      result: await grantView(tx, { ...grant, confirmedBy: null, to: null }),
      audit: { grantId: grant.id, holderId: holder.id, role, scope, scopeId, ...begunInLeaf(begun) },
      about: { kind: holder.account ? "actor" : "group", id: holder.id },
    };
  },
});

type Holder = { readonly id: string; readonly account?: ActorRow; readonly receivers: readonly Receiver[] };
async function lockHolder(
  tx: Tx,
  { actorId, groupId }: { actorId: string | null; groupId: string | null },
): Promise<Holder> {
  if (actorId !== null) {
    const account = await actorById(tx, actorId, { lock: true });
    if (!account) throw notFound();
    return { id: account.id, account, receivers: [receiver(account)] };
  }
  const group = await groupById(tx, groupId ?? "", { lock: true });
  if (!group) throw notFound();
  return { id: group.id, receivers: (await everyMemberOf(tx, [group.id])).map(receiver) };
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
