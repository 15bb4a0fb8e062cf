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
  Target,
  targetOf,
  GrantView,
  type GrantScope,
  type Receiver,
  type Role,
} from "@chancery/core";
import { everyMemberOf, insertGrant, sameGrant, setDefaultTeam, type ActorRow, type Tx } from "@chancery/db";
import { z } from "zod";
import { begunBy, begunInLeaf, receiver } from "../appointments/weigh.ts";
import { notFound, type Asking } from "../authorise.ts";
import { command } from "../command.ts";
import { lockAccount } from "../subjects/account.ts";
import { findModel } from "../subjects/model.ts";
import { findTeam, lockGroup } from "../subjects/team.ts";
import { capAdminSessions } from "./cap-admin-sessions.ts";
import { grantView } from "./grant-view.ts";

const Input = z
  .strictObject({
    actorId: Target.account.optional(),
    groupId: Target.group.optional(),
    role: z.enum(roles),
    scope: z.enum(["organisation", "team", "model"]),
    /** A team or model as those are named elsewhere. */
    scopeId: plainText(300),
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
  output: GrantView,
  subject: () => Promise.resolve(organisation),
  async run({ tx, actor, now, newId, asking }, { actorId: account, groupId: group, role, scope, scopeId: place }) {
    const holder = await lockHolder(tx, { account, group, asking }); // two equal grants at once: one waits and finds the other
    const scopeId = await requirePlace(tx, { role, scope, place, asking });
    const actorId = holder.account ? holder.id : null;
    const groupId = holder.account ? null : holder.id;
    const given = { actorId, groupId, role, scope, scopeId };
    const same = await sameGrant(tx, given);
    if (same?.from === null)
      throw refuse(
        "CONFLICT",
        "grant_waits",
        "this role was already given there and waits for a second person to confirm it",
      );
    if (same) throw refuse("CONFLICT", "grant_in_force", "this role is already held there");
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
  named: { account: Target<"account"> | undefined; group: Target<"group"> | undefined; asking: Asking },
): Promise<Holder> {
  if (named.account) {
    const account = (await lockAccount(tx, named.account, named.asking))?.account;
    if (!account) throw notFound(named.account);
    return { id: account.id, account, receivers: [receiver(account)] };
  }
  const group = named.group && (await lockGroup(tx, named.group));
  if (!group) throw notFound(named.group);
  return { id: group.id, receivers: (await everyMemberOf(tx, [group.id])).map(receiver) };
}

async function requirePlace(
  tx: Tx,
  { role, scope, place, asking }: { role: Role; scope: GrantScope; place: string; asking: Asking },
): Promise<string> {
  if (scope !== "organisation" && organisationOnly.includes(role))
    throw refuse("INVALID_INPUT", "role_of_organisation", `${role} can only be given on the organisation`);
  const found =
    scope === "organisation"
      ? { id: place }
      : scope === "team"
        ? await findTeam(tx, targetOf("team", place))
        : await findModel(tx, targetOf("model", place), asking);
  if (!found || (scope === "organisation" && place !== organisationId))
    throw refuse("INVALID_INPUT", "scope_unknown", `there is no such ${scope}`);
  return found.id;
}
