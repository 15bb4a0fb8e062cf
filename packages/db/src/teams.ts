// Teams own models.
import { eq } from "drizzle-orm";
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
