// Policies: every version of a policy document, only ever added.
import { twoPerson } from "@chancery/core";
import { and, desc, eq } from "drizzle-orm";
import { unlessThere } from "./constraint.ts";
import { one, open, type Reader, type Tx } from "./handle.ts";

/** `document` is canonical JSON, `digest` its SHA-256: what promotions and votes name. */
export type PolicyRow = {
  readonly id: string;
  readonly name: string;
  readonly number: number;
  readonly document: string;
  readonly digest: string;
  readonly createdAt: Date;
};

/** Keeps a policy version unless it is there; throws when the one there says something else. */
export async function ensurePolicy(tx: Tx, policy: PolicyRow): Promise<PolicyRow> {
  const { run, t } = open(tx);
  await unlessThere(
    run.insert(t.policyVersions).values(policy).onConflictDoNothing().returning({ id: t.policyVersions.id }),
  );
  const { name, number } = policy;
  const kept = await one(
    run
      .select()
      .from(t.policyVersions)
      .where(and(eq(t.policyVersions.name, name), eq(t.policyVersions.number, number))),
  );
  if (kept?.digest !== policy.digest) throw new Error(`policy ${name}@${number} is kept with another document`);
  return kept;
}

/** The newest version of the policy every model has. Throws on a registry that was never set up. */
export async function currentPolicy(reader: Reader): Promise<PolicyRow> {
  const { run, t } = open(reader);
  const newest = await one(
    run
      .select()
      .from(t.policyVersions)
      .where(eq(t.policyVersions.name, twoPerson.name))
      .orderBy(desc(t.policyVersions.number))
      .limit(1),
  );
  if (!newest) throw new Error(`no policy ${twoPerson.name} is kept: the registry was never set up`);
  return newest;
}
