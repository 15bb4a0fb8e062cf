// After an upgrade: the policy that this Chancery asks for takes the place of an earlier one of the same name.
import {
  isChanceryError,
  organisation,
  policyLabel,
  refuse,
  sealPolicy,
  systemActor,
  twoPersonFor,
  type PolicyDocument,
  Done,
} from "@chancery/core";
import { currentPolicy, ensurePolicy, nextNumber } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import type { House } from "../house.ts";

const adoptionOf = (policy: PolicyDocument) =>
  command({
    kind: "policy.adopted@1",
    permission: "registry:initialise",
    input: z.strictObject({}),
    output: Done,
    subject: () => Promise.resolve(organisation),
    async run({ tx, now, newId }) {
      const label = policyLabel(policy);
      if ((await nextNumber(tx, `policy.adopted-${label}`)) !== 1)
        throw refuse("CONFLICT", "already_adopted", `${label} is already in force`);
      const sealed = sealPolicy(policy);
      await ensurePolicy(tx, {
        id: newId(),
        name: policy.name,
        number: policy.version,
        ...sealed,
        createdAt: now,
      });
      return { result: {}, audit: { policy: label, policyDigest: sealed.digest } };
    },
  });

/**
 * Puts the policy in force unless it, or a later one, is; answers whether it did. Approvals of what is open count no more,
 * once: they were given under other rules.
 */
export async function ensurePolicyAdopted(
  house: House,
  policy: PolicyDocument = twoPersonFor(house.db.stages.all),
): Promise<boolean> {
  if ((await currentPolicy(house.db.read)).number >= policy.version) return false;
  try {
    await adoptionOf(policy)(house, { actor: systemActor, requestId: house.newId() }, {});
    return true;
  } catch (error) {
    if (!isChanceryError(error) || error.code !== "CONFLICT") throw error; // another process was first
    return false;
  }
}
