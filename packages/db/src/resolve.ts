// What a reference points at: a version by number, alias, stage or manifest digest.
import { collisionKey, type Subjects, type VersionReference, type VersionState } from "@chancery/core";
import { and, desc, eq, isNull, or, sql, type SQL } from "drizzle-orm";
import { keptWhileUnchanged, one, open, stagesIn, type Reader, type Source } from "./handle.ts";
import type { Tables } from "./schema/schema.ts";

type Target = VersionReference["target"];

/**
 * The version a reference names, in any state; a stage that is not exclusive answers with its newest entry,
 * a digest with the newest version that has it, sealed ones first.
 */
export async function resolveReference(
  reader: Reader,
  { modelId, target }: { readonly modelId: string; readonly target: Target },
): Promise<{ readonly versionId: string } | undefined> {
  const { run, t } = open(reader);
  const { versions: v, occupancies: o, aliases: a } = t;
  const found = { versionId: v.id };
  switch (target.kind) {
    case "number":
      return one(
        run
          .select(found)
          .from(v)
          .where(and(eq(v.modelId, modelId), eq(v.number, target.number))),
      );
    case "digest":
      return one(
        run
          .select(found)
          .from(v)
          .where(and(eq(v.modelId, modelId), eq(v.manifestDigest, target.sha256)))
          .orderBy(desc(v.state), desc(v.number))
          .limit(1),
      );
    case "name":
      return stagesIn(reader).has(target.name)
        ? one(
            run
              .select({ versionId: o.versionId })
              .from(o)
              .where(and(eq(o.modelId, modelId), eq(o.stage, target.name), isNull(o.to)))
              .orderBy(desc(o.from), desc(o.id))
              .limit(1),
          )
        : one(
            run
              .select({ versionId: a.versionId })
              .from(a)
              .where(and(eq(a.modelId, modelId), readsLike(t, target.name), isNull(a.to)))
              .orderBy(desc(eq(a.name, target.name)))
              .limit(1),
          );
  }
}

/** An alias is meant by its own spelling, or by one that reads the same. */
const readsLike = ({ aliases: a }: Tables, name: string) => or(eq(a.name, name), eq(a.nameKey, collisionKey(name)));

/** The model a reference names and, where there is one, the version. */
export type Referred = Pick<Subjects["version"], "teamId" | "modelId" | "visibility"> & {
  readonly team: string;
  readonly name: string;
  readonly versionId: string | null;
  readonly number: number | null;
  readonly state: VersionState | null;
  readonly manifestDigest: string | null;
  /** The alias that was meant, as it is spelled; null where none was asked for. */
  readonly alias: string | null;
};

/** As `resolveReference`, with the model, in one prepared statement: what serving jobs ask all day. */
export function readReference(
  reader: Reader,
  { team, name, target }: { readonly team: string; readonly name: string; readonly target: Target },
): Promise<Referred | undefined> {
  const asked = { team, nameKey: collisionKey(name) };
  if (target.kind === "number")
    return one(keptWhileUnchanged(reader, "reference_number", byNumber, { ...asked, number: target.number }));
  if (target.kind === "digest")
    return one(keptWhileUnchanged(reader, "reference_digest", byDigest, { ...asked, sha256: target.sha256 }));
  return stagesIn(reader).has(target.name)
    ? one(keptWhileUnchanged(reader, "reference_stage", byStage, { ...asked, name: target.name }))
    : readAlias(reader, { ...asked, name: target.name });
}

/** By its own spelling, which is what nearly everybody asks for; only then by one that reads the same. */
async function readAlias(
  reader: Reader,
  { name, ...model }: { readonly team: string; readonly nameKey: string; readonly name: string },
): Promise<Referred | undefined> {
  const found = await one(keptWhileUnchanged(reader, "reference_alias", byAlias, { ...model, name }));
  if (!found || found.versionId !== null) return found;
  const alike = { ...model, aliasKey: collisionKey(name) };
  return one(keptWhileUnchanged(reader, "reference_alias_key", byAliasKey, alike));
}

const given = (name: string) => sql.placeholder(name);
const noAlias = sql<string | null>`NULL`;
const base = ({ run, t }: Source, alias: SQL<string | null> | Tables["aliases"]["name"] = noAlias) => {
  const { models: m, teams, versions: v } = t;
  return run
    .select({
      modelId: m.id,
      teamId: m.teamId,
      visibility: m.visibility,
      team: teams.slug,
      name: m.name,
      versionId: v.id,
      number: v.number,
      state: v.state,
      manifestDigest: v.manifestDigest,
      alias,
    })
    .from(m)
    .innerJoin(teams, eq(teams.id, m.teamId));
};
const isNamed = ({ t }: Source) => and(eq(t.teams.slug, given("team")), eq(t.models.nameKey, given("nameKey")));

function byNumber(from: Source) {
  const { versions: v, models: m } = from.t;
  return base(from)
    .leftJoin(v, and(eq(v.modelId, m.id), eq(v.number, given("number"))))
    .where(isNamed(from));
}

function byDigest(from: Source) {
  const { versions: v, models: m } = from.t;
  return base(from)
    .leftJoin(v, and(eq(v.modelId, m.id), eq(v.manifestDigest, given("sha256"))))
    .where(isNamed(from))
    .orderBy(desc(v.state), desc(v.number))
    .limit(1);
}

function byStage(from: Source) {
  const { versions: v, models: m, occupancies: o } = from.t;
  return base(from)
    .leftJoin(o, and(eq(o.modelId, m.id), eq(o.stage, given("name")), isNull(o.to)))
    .leftJoin(v, eq(v.id, o.versionId))
    .where(isNamed(from))
    .orderBy(desc(o.from), desc(o.id))
    .limit(1);
}

function byAlias(from: Source) {
  const { versions: v, models: m, aliases: a } = from.t;
  return base(from, a.name)
    .leftJoin(a, and(eq(a.modelId, m.id), eq(a.name, given("name")), isNull(a.to)))
    .leftJoin(v, eq(v.id, a.versionId))
    .where(isNamed(from));
}

function byAliasKey(from: Source) {
  const { versions: v, models: m, aliases: a } = from.t;
  return base(from, a.name)
    .leftJoin(a, and(eq(a.modelId, m.id), eq(a.nameKey, given("aliasKey")), isNull(a.to)))
    .leftJoin(v, eq(v.id, a.versionId))
    .where(isNamed(from));
}

/** What a version answers with once it is known by its id. */
export function versionReferred(
  reader: Reader,
  id: string,
): Promise<Pick<Referred, "versionId" | "number" | "state" | "manifestDigest"> | undefined> {
  const { run, t } = open(reader);
  const { versions: v } = t;
  return one(
    run
      .select({ versionId: v.id, number: v.number, state: v.state, manifestDigest: v.manifestDigest })
      .from(v)
      .where(eq(v.id, id)),
  );
}

/** The version a stage or alias had last, if what ended that was its revocation. */
export async function revokedFrom(
  reader: Reader,
  { modelId, name }: { readonly modelId: string; readonly name: string },
): Promise<{ readonly number: number; readonly revokedAt: Date } | undefined> {
  const { run, t } = open(reader);
  const { versions: v, occupancies: o, aliases: a } = t;
  const isStage = stagesIn(reader).has(name);
  const interval = isStage ? o : a;
  const isAsked = isStage
    ? and(eq(o.modelId, modelId), eq(o.stage, name))
    : and(eq(a.modelId, modelId), readsLike(open(reader).t, name));
  const last = await one(
    run
      .select({ number: v.number, revokedAt: v.revokedAt, to: interval.to })
      .from(interval)
      .innerJoin(v, eq(v.id, interval.versionId))
      .where(isAsked)
      .orderBy(desc(interval.from), desc(interval.id))
      .limit(1),
  );
  if (!last?.revokedAt || !last.to || last.to < last.revokedAt) return undefined;
  return { number: last.number, revokedAt: last.revokedAt };
}
