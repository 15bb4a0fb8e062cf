// Teams own models.
import { and, asc, eq, gt, or } from "drizzle-orm";
import { one, open, type Reader, type Tx } from "./handle.ts";
import { containing } from "./like.ts";

export type TeamRow = { readonly id: string; readonly slug: string; readonly name: string; readonly createdAt: Date };

export async function insertTeam(tx: Tx, team: TeamRow): Promise<void> {
  const { run, t } = open(tx);
  await run.insert(t.teams).values(team);
}

export async function teamBySlug(reader: Reader, slug: string): Promise<TeamRow | undefined> {
  const { run, t } = open(reader);
  return one(run.select().from(t.teams).where(eq(t.teams.slug, slug)));
}

export async function teamById(reader: Reader, id: string): Promise<TeamRow | undefined> {
  const { run, t } = open(reader);
  return one(run.select().from(t.teams).where(eq(t.teams.id, id)));
}

/** By slug. `q` is part of a name or slug. */
export async function listTeams(
  reader: Reader,
  { q, after, limit }: { readonly q?: string | undefined; readonly after?: string | undefined; readonly limit: number },
): Promise<readonly TeamRow[]> {
  const { run, t } = open(reader);
  const { name, slug } = t.teams;
  const isMeant = q
    ? or(containing(reader, { column: name, text: q }), containing(reader, { column: slug, text: q }))
    : undefined;
  return run
    .select()
    .from(t.teams)
    .where(and(isMeant, after === undefined ? undefined : gt(slug, after)))
    .orderBy(asc(t.teams.slug))
    .limit(limit);
}
