// The rows of a version's files: paths that point at contents. What a sealed version holds, sealed-files.ts answers.
import { collisionKey, foldersOf, type FileEntry } from "@chancery/core";
import { and, asc, count, eq, gt, gte, inArray, or, sql, type Column, type SQL } from "drizzle-orm";
import { chunksOf } from "./chunks.ts";
import { one, open, type Reader, type Tx } from "./handle.ts";

const columns = (reader: Reader) => {
  const { path, sizeBytes, sha256 } = open(reader).t.versionFiles;
  return { path, sizeBytes, sha256 };
};

/** By path, from the one after `after` on. */
export async function storedFilesOf(
  reader: Reader,
  {
    versionId,
    after,
    limit,
  }: { readonly versionId: string; readonly after?: string | undefined; readonly limit: number },
): Promise<readonly FileEntry[]> {
  const { run, t } = open(reader);
  const { versionFiles: f } = t;
  return run
    .select(columns(reader))
    .from(f)
    .where(and(eq(f.versionId, versionId), after === undefined ? undefined : gt(f.path, after)))
    .orderBy(asc(f.path))
    .limit(limit);
}

/** The files of these versions that have at least so many bytes. */
export async function storedFilesIn(
  reader: Reader,
  { versionIds, minBytes }: { readonly versionIds: readonly string[]; readonly minBytes: number },
): Promise<readonly (FileEntry & { readonly versionId: string })[]> {
  if (versionIds.length === 0) return [];
  const { run, t } = open(reader);
  const { versionFiles: f } = t;
  return run
    .select({ versionId: f.versionId, ...columns(reader) })
    .from(f)
    .where(and(inArray(f.versionId, [...versionIds]), gte(f.sizeBytes, minBytes)));
}

/** Files of all versions by version and path, from the one after `after` on. */
export async function filesAfter(
  reader: Reader,
  {
    after = { versionId: "", path: "" },
    limit,
  }: { readonly after?: { readonly versionId: string; readonly path: string } | undefined; readonly limit: number },
): Promise<readonly (FileEntry & { readonly versionId: string })[]> {
  const { run, t } = open(reader);
  const { versionFiles: f } = t;
  return run
    .select({ versionId: f.versionId, ...columns(reader) })
    .from(f)
    .where(sql`(${f.versionId}, ${f.path}) > (${after.versionId}, ${after.path})`)
    .orderBy(asc(f.versionId), asc(f.path))
    .limit(limit);
}

/** Makes these the files of a version, whatever stood there. Only a repair does so to a sealed one. */
export async function replaceFiles(
  tx: Tx,
  { versionId, files }: { readonly versionId: string; readonly files: readonly FileEntry[] },
): Promise<void> {
  const { run, t } = open(tx);
  const { versionFiles: f } = t;
  const old = await run
    .select({ path: f.path, sha256: f.sha256, sizeBytes: f.sizeBytes, addedAt: f.addedAt })
    .from(f)
    .where(eq(f.versionId, versionId));
  const addedAt = new Map(old.map((file) => [file.path, file.addedAt]));
  const [version] = await run
    .select({ createdAt: t.versions.createdAt })
    .from(t.versions)
    .where(eq(t.versions.id, versionId));
  await run.delete(f).where(eq(f.versionId, versionId));
  const kept = files.map((file) => {
    const at = addedAt.get(file.path);
    return { ...file, ...(at && { addedAt: at }) };
  });
  await insertFiles(tx, { versionId, files: kept, addedAt: version?.createdAt ?? new Date(0) });
}

/** The file at a path, in whichever Unicode form it is asked for; never one whose name only looks alike. */
export async function storedFileAt(
  reader: Reader,
  { versionId, path }: { readonly versionId: string; readonly path: string },
): Promise<FileEntry | undefined> {
  const { run, t } = open(reader);
  const { versionFiles: f } = t;
  const alike = await one(
    run
      .select(columns(reader))
      .from(f)
      .where(and(eq(f.versionId, versionId), eq(f.pathKey, collisionKey(path)))),
  );
  return alike?.path.normalize("NFC") === path.normalize("NFC") ? alike : undefined;
}

/** The files at these paths, or at ones that look alike, in any order; at most as many as a batch has. */
export async function storedFilesAt(
  reader: Reader,
  { versionId, paths }: { readonly versionId: string; readonly paths: readonly string[] },
): Promise<readonly FileEntry[]> {
  const { run, t } = open(reader);
  const { versionFiles: f } = t;
  return run
    .select(columns(reader))
    .from(f)
    .where(and(eq(f.versionId, versionId), inArray(f.pathKey, paths.map(collisionKey))));
}

/** Where a content stands: which files of which versions point at it. */
export async function filesWith(
  reader: Reader,
  { sha256, limit }: { readonly sha256: string; readonly limit: number },
): Promise<
  readonly { readonly team: string; readonly name: string; readonly number: number; readonly path: string }[]
> {
  const { run, t } = open(reader);
  const { versionFiles: f, versions: v, models: m, teams } = t;
  return run
    .select({ team: teams.slug, name: m.name, number: v.number, path: f.path })
    .from(f)
    .innerJoin(v, eq(v.id, f.versionId))
    .innerJoin(m, eq(m.id, v.modelId))
    .innerJoin(teams, eq(teams.id, m.teamId))
    .where(eq(f.sha256, sha256))
    .orderBy(asc(teams.slug), asc(m.name), asc(v.number), asc(f.path))
    .limit(limit);
}

export async function countStoredFiles(reader: Reader, versionId: string): Promise<number> {
  const { run, t } = open(reader);
  const row = await one(
    run.select({ files: count() }).from(t.versionFiles).where(eq(t.versionFiles.versionId, versionId)),
  );
  return row?.files ?? 0;
}

type Added = FileEntry & { readonly addedAt?: Date };
/** Adds files, many to a statement. A file may say when it was added itself. */
export async function insertFiles(
  tx: Tx,
  {
    versionId,
    files,
    addedAt,
  }: { readonly versionId: string; readonly files: readonly Added[]; readonly addedAt: Date },
): Promise<void> {
  const { run, t } = open(tx);
  const rows = files.map((file) => ({ versionId, addedAt, pathKey: collisionKey(file.path), ...file }));
  for (const chunk of chunksOf(rows)) await run.insert(t.versionFiles).values(chunk);
}

/** Removes a file from a draft and answers what it was. */
export async function deleteFile(
  tx: Tx,
  { versionId, path }: { readonly versionId: string; readonly path: string },
): Promise<FileEntry | undefined> {
  const { run, t } = open(tx);
  const { versionFiles: f } = t;
  return one(
    run
      .delete(f)
      .where(and(eq(f.versionId, versionId), eq(f.path, path)))
      .returning(columns(tx)),
  );
}

/** Takes every file out of a draft. */
export async function deleteFiles(tx: Tx, versionId: string): Promise<void> {
  const { run, t } = open(tx);
  await run.delete(t.versionFiles).where(eq(t.versionFiles.versionId, versionId));
}

/**
 * A path of the version, stored or on its way, that cannot stand beside `path`: a look-alike, a folder on the way to it,
 * or something inside it. `path` itself is none.
 */
export async function clashingPath(
  reader: Reader,
  { versionId, path }: { readonly versionId: string; readonly path: string },
): Promise<string | undefined> {
  const { run, t } = open(reader);
  const { versionFiles: f, uploads: u } = t;
  const stored = await one(
    run
      .select({ path: f.path })
      .from(f)
      .where(and(eq(f.versionId, versionId), clashesWith(f, path)))
      .limit(1),
  );
  if (stored) return stored.path;
  const coming = await one(
    run
      .select({ path: u.path })
      .from(u)
      .where(and(eq(u.versionId, versionId), eq(u.state, "receiving"), clashesWith(u, path)))
      .limit(1),
  );
  return coming?.path;
}

function clashesWith(columns: { readonly path: Column; readonly pathKey: Column }, path: string): SQL | undefined {
  const key = collisionKey(path);
  const inside = `${key.replace(/[\\%_]/g, "\\$&")}/%`;
  return and(
    sql`${columns.path} <> ${path}`,
    or(inArray(columns.pathKey, [key, ...foldersOf(key)]), sql`${columns.pathKey} LIKE ${inside} ESCAPE '\\'`),
  );
}
