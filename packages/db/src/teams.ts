// Teams own models.
import { asc, eq, gt } from "drizzle-orm";
import { one, open, type Reader, type Tx } from "./handle.ts";

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

/** By slug. */
export async function listTeams(
  reader: Reader,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<readonly TeamRow[]> {
  const { run, t } = open(reader);
  return run
    .select()
    .from(t.teams)
    .where(after === undefined ? undefined : gt(t.teams.slug, after))
    .orderBy(asc(t.teams.slug))
    .limit(limit);
}
