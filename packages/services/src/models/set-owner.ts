// Names who answers for a model from now on.
import { can, refuse, rolesOn, Target, ModelOwnerView } from "@chancery/core";
import { changeOwner, lockOwner, namesOf, touchModel, type ActorRow, type ModelSubject, type Tx } from "@chancery/db";
import { z } from "zod";
import { assertRecorded } from "../audit/said.ts";
import { grantsInForce } from "../authorise.ts";
import { command } from "../command.ts";
import { lockModel } from "../subjects/model.ts";
import { personActor } from "../identity/person-actor.ts";
import { findAccount } from "../subjects/account.ts";
import { ownerView } from "./owner-view.ts";

/** Ends the interval of whoever owned it and begins another. INVALID_INPUT unless it is another active person who sees the model. */
export const setModelOwner = command({
  kind: "model.owner-set@1",
  permission: "model:set-owner",
  input: z.strictObject({ modelId: Target.model, ownerId: Target.account }),
  output: ModelOwnerView,
  subject: (tx, { modelId }, asking) => lockModel(tx, modelId, asking),
  async run(
    { tx, actor, now, newId, house, subject, asking },
    { ownerId: asked },
  ): Promise<{
    readonly result: ModelOwnerView;
    readonly audit: { readonly modelId: string; readonly ownerId: string; readonly previousOwnerId: string | null };
  }> {
    const modelId = subject.id;
    const before = await lockOwner(tx, modelId);
    const account = (await findAccount(tx, asked, asking))?.account;
    if (account && before?.ownerId === account.id)
      throw refuse("INVALID_INPUT", "owner_unchanged", "this person already owns the model");
    const { id: ownerId } = await fitOwner(tx, { account, subject, now });
    await assertRecorded({ reader: tx, house }, [
      { table: "actors", id: ownerId },
      { place: `modelOwners/${modelId}` },
      ...(before ? [{ table: "modelOwners", id: before.id } as const] : []),
    ]);
    const setBy = actor.id;
    const from = await changeOwner(tx, { before, next: { id: newId(), modelId, ownerId, setBy }, now });
    await touchModel(tx, { modelId, now });
    const names = await namesOf(tx, [ownerId, setBy]);
    return {
      result: ownerView({ ownerId, from, to: null, setBy }, names),
      audit: { modelId, ownerId, previousOwnerId: before?.ownerId ?? null },
    };
  },
});

type Named = { readonly account: ActorRow | undefined; readonly subject: ModelSubject; readonly now: Date };

/** Who answers for a model has an account to answer with, and sees it. */
async function fitOwner(tx: Tx, { account, subject, now }: Named): Promise<ActorRow> {
  if (account?.kind !== "person" || account.state !== "active")
    throw refuse("INVALID_INPUT", "owner_unfit", "the owner of a model must be a person with an active account");
  const person = personActor(account);
  const roles = rolesOn(person, await grantsInForce(tx, person, now), subject);
  if (!can(person, roles, "model:read").ok)
    throw refuse(
      "INVALID_INPUT",
      "owner_sees_nothing",
      `${account.name} cannot see this model: give them a role on it first`,
    );
  return account;
}
