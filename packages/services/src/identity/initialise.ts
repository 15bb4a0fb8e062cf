// Setting up a new registry: its stages and tiers, the policy every model has, and the key its log is signed with, as the log's first entry.
import {
  isChanceryError,
  organisation,
  policyLabel,
  refuse,
  sealPolicy,
  systemActor,
  twoPersonFor,
  Done,
} from "@chancery/core";
import { ensurePolicy, keepKnown, lastNumber, nextNumber } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import type { House } from "../house.ts";

const counter = "registry.initialised";

const initialise = command({
  kind: "registry.initialised@1",
  permission: "registry:initialise",
  input: z.strictObject({}),
  output: Done,
  subject: () => Promise.resolve(organisation),
  async run({ tx, now, newId, house }) {
    if ((await nextNumber(tx, counter)) !== 1)
      throw refuse("CONFLICT", "already_initialised", "this registry is already set up");
    await keepKnown(tx, house.db);
    const policy = twoPersonFor(house.db.stages.all);
    const { document, digest } = sealPolicy(policy);
    await ensurePolicy(tx, {
      id: newId(),
      name: policy.name,
      number: policy.version,
      document,
      digest,
      createdAt: now,
    });
    const audit = { policy: policyLabel(policy), policyDigest: digest, verifierKey: house.signer.verifierKey };
    return { result: {}, audit };
  },
});

/**
 * Sets a registry up at its first start; later starts, and other processes starting at once, change nothing. Answers
 * whether this is a first start: another process may have been the one that did it.
 */
export async function ensureInitialised(house: House): Promise<boolean> {
  if ((await lastNumber(house.db.read, counter)) > 0) return false;
  try {
    await initialise(house, { actor: systemActor, requestId: house.newId() }, {});
  } catch (error) {
    if (!isChanceryError(error) || error.code !== "CONFLICT") throw error; // another process was first
  }
  return true;
}
