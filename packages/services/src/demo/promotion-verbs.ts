// How versions move in the demo: asked for, voted on, withdrawn, named, revoked.
import { isChanceryError, type Decision, type StageName } from "@chancery/core";
import { setAlias } from "../models/set-alias.ts";
import { dismissObjection } from "../promotions/dismiss.ts";
import { getPromotion } from "../promotions/get.ts";
import { requestPromotion } from "../promotions/request.ts";
import { voteOnPromotion } from "../promotions/vote.ts";
import { withdrawPromotion } from "../promotions/withdraw.ts";
import { revokeVersion } from "../versions/revoke.ts";
import { callOf, modelOf, named, type OfVersion, type Telling } from "./telling.ts";

type ToStage = OfVersion & { readonly to: StageName };
const keyOf = ({ ref, to }: Pick<ToStage, "ref" | "to">) => `${ref} → ${to}`;

/** `whatChanged` answers the request for the same stage before it. */
export async function ask(
  telling: Telling,
  {
    by,
    ref,
    to,
    reason,
    ticket,
    whatChanged,
  }: ToStage & { readonly reason: string; readonly ticket?: string; readonly whatChanged?: string },
): Promise<void> {
  const versionId = named(telling.versions, ref);
  const answer = whatChanged && { answers: named(telling.promotions, keyOf({ ref, to })).number, whatChanged };
  const request = { versionId, stage: to, reason, ...(ticket && { ticket }), ...answer };
  const asked = await requestPromotion(telling.stage.house, callOf(telling, by), request);
  telling.promotions.set(keyOf({ ref, to }), asked);
}

/** Reads the promotion, then votes on what was read. */
export async function vote(
  telling: Telling,
  {
    by,
    ref,
    to,
    decision = "approve",
    note,
    conditions = [],
  }: ToStage & { readonly decision?: Decision; readonly note: string; readonly conditions?: readonly string[] },
) {
  const { house } = telling.stage;
  const { id: promotionId, number } = named(telling.promotions, keyOf({ ref, to }));
  const { digests: seen } = await getPromotion(house, callOf(telling, by), { number });
  return voteOnPromotion(house, callOf(telling, by), { promotionId, decision, note, conditions, seen });
}

/** Dismisses the standing objection. */
export async function dismiss(telling: Telling, { by, ref, to, reason }: ToStage & { readonly reason: string }) {
  const { house } = telling.stage;
  const { id: promotionId, number } = named(telling.promotions, keyOf({ ref, to }));
  const { votes } = await getPromotion(house, callOf(telling, by), { number });
  const voteId = votes.find(({ isStanding }) => isStanding)?.id;
  return dismissObjection(house, callOf(telling, by), { promotionId, voteId, reason });
}

export const withdraw = (telling: Telling, { by, ref, to, note }: ToStage & { readonly note: string }) =>
  withdrawPromotion(telling.stage.house, callOf(telling, by), {
    promotionId: named(telling.promotions, keyOf({ ref, to })).id,
    note,
  });

export const pointAlias = (telling: Telling, { by, ref, alias }: OfVersion & { readonly alias: string }) =>
  setAlias(telling.stage.house, callOf(telling, by), {
    modelId: named(telling.models, modelOf(ref)),
    alias,
    versionId: named(telling.versions, ref),
  });

export const revoke = (telling: Telling, { by, ref, reason }: OfVersion & { readonly reason: string }) =>
  revokeVersion(telling.stage.house, callOf(telling, by), { versionId: named(telling.versions, ref), reason });

/** An attempt that has to fail: its refusal belongs to the story, and to the log. */
export async function isRefused(attempt: Promise<unknown>): Promise<void> {
  const error: unknown = await attempt.then(
    () => new Error("the story expects a refusal here"),
    (cause: unknown) => cause,
  );
  if (!isChanceryError(error)) throw error;
}
