// Finding one thing by what people know of it: part of a name, a digest, a number. Each query answers few rows, best first.
import { collisionKey, type Finding } from "@chancery/core";
import { and, asc, desc, eq, inArray, or, sql } from "drizzle-orm";
import { open, type Reader } from "./handle.ts";
import { containing } from "./like.ts";
import { idsOfModelsWith } from "./model-text.ts";
import { visibleModels, type Visible } from "./visible.ts";

export type FoundModel = { readonly id: string; readonly team: string; readonly name: string };

/** Visible models whose name, or `team/name`, holds the text: the one so called first, then those that begin so, then by last change. */
export async function modelsCalled(
  reader: Reader,
  visible: Visible,
  { text, limit }: { readonly text: string; readonly limit: number },
): Promise<readonly FoundModel[]> {
  const { run, t } = open(reader);
  const { models, teams } = t;
  const key = collisionKey(text.slice(text.indexOf("/") + 1));
  const rank = sql`CASE WHEN ${models.nameKey} = ${key} THEN 0 WHEN substr(${models.nameKey}, 1, length(CAST(${key} AS text))) = ${key} THEN 1 ELSE 2 END`;
  const whole = text.includes("/") ? sql`${teams.slug} || '/' || ${models.name}` : models.name;
  const ids = idsOfModelsWith(reader, { text: text.slice(text.indexOf("/") + 1), in: ["name"] });
  return run
    .select({ id: models.id, team: teams.slug, name: models.name })
    .from(models)
    .innerJoin(teams, eq(teams.id, models.teamId))
    .where(
      and(ids && sql`${models.id} IN ${ids}`, visibleModels(t, visible), containing(reader, { column: whole, text })),
    )
    .orderBy(asc(rank), desc(models.changedAt), desc(models.id))
    .limit(limit);
}

export type FoundVersion = Omit<Extract<Finding, { kind: "version" }>, "kind" | "stages"> & {
  readonly id: string;
  readonly modelId: string;
};

/** Visible versions: of these models the one with a number, or everywhere those sealed under a digest or holding a file of it. Newest first. */
export async function versionsFound(
  reader: Reader,
  visible: Visible,
  {
    by,
    limit,
  }: {
    readonly by: { readonly modelIds: readonly string[]; readonly number: number } | { readonly sha256: string };
    readonly limit: number;
  },
): Promise<readonly FoundVersion[]> {
  const { run, t } = open(reader);
  const { models, teams, versions: v, versionFiles: f } = t;
  // Sealed under it, and holding a file of it: a union, for an `or` of the two makes PostgreSQL read every version.
  const known = (sha256: string) =>
    run
      .select({ id: v.id })
      .from(v)
      .where(eq(v.manifestDigest, sha256))
      .union(run.select({ id: f.versionId }).from(f).where(eq(f.sha256, sha256)));
  const isMeant =
    "sha256" in by
      ? inArray(v.id, known(by.sha256))
      : and(inArray(v.modelId, [...by.modelIds]), eq(v.number, by.number));
  return run
    .select({
      id: v.id,
      modelId: v.modelId,
      team: teams.slug,
      name: models.name,
      number: v.number,
      state: v.state,
    })
    .from(v)
    .innerJoin(models, eq(models.id, v.modelId))
    .innerJoin(teams, eq(teams.id, models.teamId))
    .where(and(visibleModels(t, visible), isMeant))
    .orderBy(desc(v.createdAt), desc(v.id))
    .limit(limit);
}

/** The promotion of that number, where it is about a visible model. */
export async function promotionFound(
  reader: Reader,
  visible: Visible,
  number: number,
): Promise<readonly Extract<Finding, { kind: "promotion" }>[]> {
  const { run, t } = open(reader);
  const { promotions: p, models, teams, versions: v } = t;
  const rows = await run
    .select({
      number: p.number,
      team: teams.slug,
      name: models.name,
      versionNumber: v.number,
      stage: p.stage,
      state: p.state,
    })
    .from(p)
    .innerJoin(models, eq(models.id, p.modelId))
    .innerJoin(teams, eq(teams.id, models.teamId))
    .innerJoin(v, eq(v.id, p.versionId))
    .where(and(visibleModels(t, visible), eq(p.number, number)));
  return rows.map((row) => ({ kind: "promotion", ...row }));
}

/** People and service accounts whose name or e-mail address holds the text, by name. */
export async function actorsFound(
  reader: Reader,
  { text, limit }: { readonly text: string; readonly limit: number },
): Promise<readonly Extract<Finding, { kind: "person" }>[]> {
  const { run, t } = open(reader);
  const { id, kind, name, email } = t.actors;
  const rows = await run
    .select({ id, name, email })
    .from(t.actors)
    .where(
      and(
        inArray(kind, ["person", "service"]),
        or(containing(reader, { column: name, text }), containing(reader, { column: email, text })),
      ),
    )
    .orderBy(asc(name), asc(id))
    .limit(limit);
  return rows.map((row) => ({ kind: "person", ...row }));
}
