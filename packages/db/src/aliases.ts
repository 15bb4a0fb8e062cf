// Aliases as intervals: which version a name pointed at, from when to when, and who set it.
import { and, asc, desc, eq, inArray, isNull } from "drizzle-orm";
import { onUniqueViolation } from "./constraint.ts";
import { lock, one, open, type Reader, type Tx } from "./handle.ts";
import { after, later } from "./intervals.ts";

/** An alias in force; `setBy` is an actor's id. */
export type AliasRow = {
  readonly id: string;
  readonly name: string;
  readonly versionId: string;
  readonly number: number;
  readonly from: Date;
  readonly setBy: string;
};

/** The aliases of a model in force, by name. */
export async function aliasesOf(reader: Reader, modelId: string): Promise<readonly AliasRow[]> {
  const { run, t } = open(reader);
  const { aliases: a, versions: v } = t;
  return run
    .select({ id: a.id, name: a.name, versionId: a.versionId, number: v.number, from: a.from, setBy: a.setBy })
    .from(a)
    .innerJoin(v, eq(v.id, a.versionId))
    .where(and(eq(a.modelId, modelId), isNull(a.to)))
    .orderBy(asc(a.name));
}

export type AliasInterval = {
  readonly id: string;
  readonly name: string;
  /** Null for one that read like another in force before they collided. */
  readonly nameKey: string | null;
  readonly versionId: string;
  readonly from: Date;
  readonly to: Date | null;
  readonly setBy: string;
};

/**
 * The aliases of a model in force, locked behind the model's row: moves of one model's
 * aliases wait for each other.
 */
export async function lockAliases(tx: Tx, modelId: string): Promise<readonly AliasInterval[]> {
  const { run, t } = open(tx);
  const { aliases: a } = t;
  await lock(tx, run.select({ id: t.models.id }).from(t.models).where(eq(t.models.id, modelId)));
  const inForce = run
    .select()
    .from(a)
    .where(and(eq(a.modelId, modelId), isNull(a.to)))
    .orderBy(asc(a.name));
  return lock(tx, inForce);
}

/** Where the next interval of an alias begins. */
export async function nextOfAlias(
  reader: Reader,
  { modelId, name, now }: { readonly modelId: string; readonly name: string; readonly now: Date },
): Promise<Date> {
  const { run, t } = open(reader);
  const { aliases: a } = t;
  const last = await one(
    run
      .select({ from: a.from, to: a.to })
      .from(a)
      .where(and(eq(a.modelId, modelId), eq(a.name, name)))
      .orderBy(desc(a.from))
      .limit(1),
  );
  return after(last, now);
}

/** Throws `taken()` when another alias in force has the key. */
export async function insertAlias(
  tx: Tx,
  alias: {
    readonly id: string;
    readonly modelId: string;
    readonly name: string;
    readonly nameKey: string | null;
    readonly versionId: string;
    readonly from: Date;
    readonly setBy: string;
  },
  taken: () => Error,
): Promise<void> {
  const { run, t } = open(tx);
  await onUniqueViolation(run.insert(t.aliases).values(alias), taken);
}

/** Ends one interval; its row stays. */
export async function endAlias(
  tx: Tx,
  { id, at, endedBy }: { readonly id: string; readonly at: Date; readonly endedBy: string },
): Promise<void> {
  const { run, t } = open(tx);
  await run.update(t.aliases).set({ to: at, endedBy }).where(eq(t.aliases.id, id));
}

/** The aliases in force that point at a version, by name. */
export async function aliasesPointingAt(reader: Reader, versionId: string): Promise<readonly string[]> {
  const { run, t } = open(reader);
  const { aliases: a } = t;
  const rows = await run
    .select({ name: a.name })
    .from(a)
    .where(and(eq(a.versionId, versionId), isNull(a.to)))
    .orderBy(asc(a.name));
  return rows.map(({ name }) => name);
}

/** Ends these aliases of a version: what revoking does. */
export async function endAliasesOf(
  tx: Tx,
  {
    versionId,
    names,
    at,
    endedBy,
  }: {
    readonly versionId: string;
    readonly names: readonly string[];
    readonly at: Date;
    readonly endedBy: string;
  },
): Promise<void> {
  if (names.length === 0) return;
  const { run, t } = open(tx);
  const { aliases: a } = t;
  const lasting = await lock(
    tx,
    run
      .select({ id: a.id, from: a.from })
      .from(a)
      .where(and(eq(a.versionId, versionId), inArray(a.name, [...names]), isNull(a.to))),
  );
  for (const { id, from } of lasting) await endAlias(tx, { id, at: later(at, from), endedBy });
}
