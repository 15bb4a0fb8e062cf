// What one version is compared by, and what a dossier freezes of it: params, signature, files, evaluations, lineage.
import type { Evaluated, FileEntry, LineageKind, Signature, VersionState, Visibility } from "@chancery/core";
import { asc, eq } from "drizzle-orm";
import { evaluationsOf } from "./evaluations.ts";
import { open, type Reader } from "./handle.ts";
import { filesOf, maxFilesPerVersion } from "./version-files.ts";
import { versionById } from "./versions.ts";

export const maxEvaluationsCompared = 1000;

/** What a version is compared by. */
export type VersionContent = {
  readonly number: number;
  readonly state: VersionState;
  readonly manifestDigest: string | null;
  readonly params: Readonly<Record<string, string>>;
  readonly signature: Signature | null;
  readonly environment: Readonly<Record<string, string>>;
  readonly files: readonly FileEntry[];
  readonly evaluations: readonly Evaluated[];
};

export type DossierContent = VersionContent & { readonly manifestDigest: string };

/** A sealed version's content. Throws for a draft or an unknown id. */
export async function dossierContent(reader: Reader, versionId: string): Promise<DossierContent> {
  const content = await versionContent(reader, versionId);
  if (!content?.manifestDigest) throw new Error(`version ${versionId} is not sealed: there is nothing to freeze`);
  return { ...content, manifestDigest: content.manifestDigest };
}

/** The content of a version in any state, in three statements; undefined for an unknown id. */
export async function versionContent(reader: Reader, versionId: string): Promise<VersionContent | undefined> {
  const version = await versionById(reader, versionId);
  if (!version) return undefined;
  const { number, state, manifestDigest, params, signature, environment } = version;
  const files = await filesOf(reader, { versionId, limit: maxFilesPerVersion });
  const evaluations = await evaluationsOf(reader, { versionId, limit: maxEvaluationsCompared });
  const compared = evaluations.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
  return { number, state, manifestDigest, params, signature, environment, files, evaluations: compared };
}

export type DossierEdge = {
  readonly kind: LineageKind;
  readonly facts: Readonly<Record<string, string>>;
  readonly dataset: {
    readonly name: string;
    readonly version: string;
    readonly sha256: string;
    readonly status: string;
  } | null;
  /** The base version's model is one that everybody may see. */
  readonly base: {
    readonly team: string;
    readonly name: string;
    readonly number: number;
    readonly visibility: Visibility;
  } | null;
};

/** A version's lineage in the order it was recorded. */
export async function dossierLineage(reader: Reader, versionId: string): Promise<readonly DossierEdge[]> {
  const { run, t } = open(reader);
  const { lineageEdges: e, datasets: d, versions: v, models: m, teams } = t;
  const base = { team: teams.slug, name: m.name, number: v.number, visibility: m.visibility };
  const rows = await run
    .select({
      kind: e.kind,
      facts: e.facts,
      dataset: { name: d.name, version: d.version, sha256: d.digest, status: d.status },
      base,
    })
    .from(e)
    .leftJoin(d, eq(d.id, e.datasetId))
    .leftJoin(v, eq(v.id, e.baseVersionId))
    .leftJoin(m, eq(m.id, v.modelId))
    .leftJoin(teams, eq(teams.id, m.teamId))
    .where(eq(e.versionId, versionId))
    .orderBy(asc(e.id));
  return rows.map(({ base: { team, name, number, visibility }, ...row }) => ({
    ...row,
    base:
      team !== null && name !== null && number !== null && visibility !== null
        ? { team, name, number, visibility }
        : null,
  }));
}
