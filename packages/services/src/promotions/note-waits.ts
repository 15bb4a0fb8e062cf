// Keeps whom a promotion waits for: in the transaction of the act that changes it, and anew where the rows are not what they should be.
import { isDeepStrictEqual } from "node:util";
import { openPolicy, waitsOf, type PolicyDocument, type Wait } from "@chancery/core";
import { currentPolicy, saveWaits, waitsKept, type KeptWaits, type Reader, type Tx } from "@chancery/db";
import type { Weighed } from "./facts.ts";

/** Writes whom it waits for as it is now. */
export const noteWaits = (tx: Tx, { row, facts }: Pick<Weighed, "row" | "facts">): Promise<void> =>
  saveWaits(tx, { promotionId: row.id, waits: waitsOf(facts.policy, { ...facts, modelId: row.modelId }) });

type WrongWaits = Pick<KeptWaits, "promotionId" | "promotion"> & { readonly waits: readonly Wait[] };

/** The promotions whose rows say something else than the policy in force, with what it says: somebody edited them. */
export async function wrongWaits(reader: Reader): Promise<readonly WrongWaits[]> {
  const all = await waitsKept(reader);
  if (all.length === 0) return [];
  const policy = openPolicy(await currentPolicy(reader));
  return all.flatMap((kept) => {
    const waits = expected(policy, kept);
    return isDeepStrictEqual(kept.waits, waits) ? [] : [{ ...kept, waits }];
  });
}

const expected = (policy: PolicyDocument, { promotion }: KeptWaits): readonly Wait[] =>
  promotion ? waitsOf(policy, promotion) : [];

/** Makes the rows what they should be. Answers of which promotions they were not. */
export async function mendWaits(tx: Tx): Promise<readonly WrongWaits[]> {
  const wrong = await wrongWaits(tx);
  for (const { promotionId, waits } of wrong) await saveWaits(tx, { promotionId, waits });
  return wrong;
}

/** `P-12`, or what a row points at that is no promotion. */
export const promotionIn = ({ promotionId, promotion }: Pick<KeptWaits, "promotionId" | "promotion">): string =>
  promotion ? `P-${promotion.number}` : `promotion ${promotionId}, which does not exist,`;
