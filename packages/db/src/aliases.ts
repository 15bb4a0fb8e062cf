// Aliases as intervals: which version a name pointed at, from when to when, and who set it.
import { and, asc, desc, eq, isNull } from "drizzle-orm";
import { lock, one, open, type Reader, type Tx } from "./handle.ts";
import { after, later } from "./intervals.ts";

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

type AliasInterval = {
  readonly id: string;
  readonly versionId: string;
  readonly from: Date;
  readonly to: Date | null;
  readonly setBy: string;
};

/** The open interval of an alias and where the next one begins, locked behind the model's row: moves of one model's aliases wait for each other. */
export async function lockAlias(
  tx: Tx,
  { modelId, name, now }: { readonly modelId: string; readonly name: string; readonly now: Date },
): Promise<{ readonly current: AliasInterval | undefined; readonly next: Date }> {
  const { run, t } = open(tx);
  const { aliases: a } = t;
  await lock(tx, run.select({ id: t.models.id }).from(t.models).where(eq(t.models.id, modelId)));
  const intervals = run
    .select()
    .from(a)
    .where(and(eq(a.modelId, modelId), eq(a.name, name)))
    .orderBy(desc(a.from))
    .limit(1);
  const last = await one(lock(tx, intervals));
  return { current: last?.to === null ? last : undefined, next: after(last, now) };
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
  const { aliases: a } = t;
  const lasting = await lock(
    tx,
    run
      .select({ id: a.id, from: a.from })
      .from(a)
      .where(and(eq(a.versionId, versionId), isNull(a.to))),
  );
  for (const { id, from } of lasting) await endAlias(tx, { id, at: later(at, from), endedBy });
}
