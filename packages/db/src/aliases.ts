// Aliases as intervals: which version a name pointed at, from when to when, and who set it.
import { and, asc, eq, isNull } from "drizzle-orm";
import { lock, one, open, type Reader, type Tx } from "./handle.ts";

/** An alias in force; `setBy` is an actor's id. */
export type AliasRow = {
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
    .select({ name: a.name, versionId: a.versionId, number: v.number, from: a.from, setBy: a.setBy })
    .from(a)
    .innerJoin(v, eq(v.id, a.versionId))
    .where(and(eq(a.modelId, modelId), isNull(a.to)))
    .orderBy(asc(a.name));
}

/** The open interval of an alias, locked behind the model's row: moves of one model's aliases wait for each other. */
export async function lockAlias(
  tx: Tx,
  { modelId, name }: { readonly modelId: string; readonly name: string },
): Promise<
  { readonly id: string; readonly versionId: string; readonly from: Date; readonly setBy: string } | undefined
> {
  const { run, t } = open(tx);
  const { aliases: a } = t;
  await lock(tx, run.select({ id: t.models.id }).from(t.models).where(eq(t.models.id, modelId)));
  return one(
    lock(
      tx,
      run
        .select()
        .from(a)
        .where(and(eq(a.modelId, modelId), eq(a.name, name), isNull(a.to))),
    ),
  );
}

export async function insertAlias(
  tx: Tx,
  alias: {
    readonly id: string;
    readonly modelId: string;
    readonly name: string;
    readonly versionId: string;
    readonly from: Date;
    readonly setBy: string;
  },
): Promise<void> {
  const { run, t } = open(tx);
  await run.insert(t.aliases).values(alias);
}

/** Ends one interval; its row stays. */
export async function endAlias(
  tx: Tx,
  { id, at, endedBy }: { readonly id: string; readonly at: Date; readonly endedBy: string },
): Promise<void> {
  const { run, t } = open(tx);
  await run.update(t.aliases).set({ to: at, endedBy }).where(eq(t.aliases.id, id));
}

/** Ends every alias of a version: what revoking does. */
export async function endAliasesOf(
  tx: Tx,
  { versionId, at, endedBy }: { readonly versionId: string; readonly at: Date; readonly endedBy: string },
): Promise<void> {
  const { run, t } = open(tx);
  await run
    .update(t.aliases)
    .set({ to: at, endedBy })
    .where(and(eq(t.aliases.versionId, versionId), isNull(t.aliases.to)));
}
