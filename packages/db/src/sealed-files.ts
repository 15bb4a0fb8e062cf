// The files of a sealed version are those that its manifest names. The rows they were sealed from answer nothing any more.
import { collisionKey, filesInManifest, refuse, type FileEntry } from "@chancery/core";
import { eq, sql } from "drizzle-orm";
import { hot, one, type Reader } from "./handle.ts";
import { countStoredFiles, storedFileAt, storedFilesAt, storedFilesOf } from "./version-files.ts";

/** `manifestDigest` is null for a draft. */
export type FilesOwner = { readonly id: string; readonly manifestDigest: string | null };

type Sealed = { readonly files: readonly FileEntry[]; readonly byKey: ReadonlyMap<string, FileEntry> };
/** By digest, so what was read once stays true. The ones used last are at the end. */
const read = new Map<string, Sealed>();
let filesRead = 0;
const mostFilesRead = 100_000;

/** A version's files by path, from the one after `after` on. */
export async function filesOf(
  reader: Reader,
  {
    version,
    after,
    limit,
  }: { readonly version: FilesOwner; readonly after?: string | undefined; readonly limit: number },
): Promise<readonly FileEntry[]> {
  const sealed = await sealedFilesOf(reader, version);
  if (!sealed) return storedFilesOf(reader, { versionId: version.id, after, limit });
  const from = after === undefined ? 0 : sealed.files.findIndex(({ path }) => path > after);
  return from < 0 ? [] : sealed.files.slice(from, from + limit);
}

export async function countFiles(reader: Reader, version: FilesOwner): Promise<number> {
  const sealed = await sealedFilesOf(reader, version);
  return sealed ? sealed.files.length : countStoredFiles(reader, version.id);
}

/**
 * The file at a path, in whichever Unicode form it is asked for; never one whose name only looks alike. ILLEGAL_TRANSITION
 * `record_contradicts_log` where the manifest is not the one that was sealed.
 */
export async function fileAt(
  reader: Reader,
  { version, path }: { readonly version: FilesOwner; readonly path: string },
): Promise<FileEntry | undefined> {
  if (version.manifestDigest === null) return storedFileAt(reader, { versionId: version.id, path });
  return (await asSealed(reader, version))(path);
}

/** As `fileAt`, for each of these paths in their order. */
export async function filesAt(
  reader: Reader,
  { version, paths }: { readonly version: FilesOwner; readonly paths: readonly string[] },
): Promise<readonly (FileEntry | undefined)[]> {
  if (version.manifestDigest !== null) return paths.map(await asSealed(reader, version));
  const stored = await storedFilesAt(reader, { versionId: version.id, paths });
  const byKey = new Map(stored.map((file) => [collisionKey(file.path), file]));
  return paths.map((path) => namedSo(path, byKey));
}

async function asSealed(reader: Reader, version: FilesOwner): Promise<(path: string) => FileEntry | undefined> {
  const sealed = await sealedFilesOf(reader, version);
  if (!sealed)
    throw refuse(
      "ILLEGAL_TRANSITION",
      "record_contradicts_log",
      "the manifest of this version is not the one that was sealed, so its files cannot be told: ask an admin to check the audit log",
    );
  return (path) => namedSo(path, sealed.byKey);
}

function namedSo(path: string, byKey: ReadonlyMap<string, FileEntry>): FileEntry | undefined {
  const alike = byKey.get(collisionKey(path));
  return alike?.path.normalize("NFC") === path.normalize("NFC") ? alike : undefined;
}

/** Undefined for a draft, and where the manifest is not of its digest. */
async function sealedFilesOf(reader: Reader, { id, manifestDigest }: FilesOwner): Promise<Sealed | undefined> {
  if (manifestDigest === null) return undefined;
  const known = read.get(manifestDigest);
  if (known) read.delete(manifestDigest);
  const sealed = known ?? sealedIn(await manifestOf(reader, id), manifestDigest);
  if (!sealed) return undefined;
  if (!known) filesRead += sealed.files.length;
  read.set(manifestDigest, sealed);
  for (const [digest, { files }] of read) {
    if (filesRead <= mostFilesRead) break;
    read.delete(digest);
    filesRead -= files.length;
  }
  return sealed;
}

function sealedIn(manifest: string | null, digest: string): Sealed | undefined {
  const files = manifest === null ? undefined : filesInManifest(manifest, digest);
  return files && { files, byKey: new Map(files.map((file) => [collisionKey(file.path), file])) };
}

async function manifestOf(reader: Reader, id: string): Promise<string | null> {
  const row = await one(
    hot(
      reader,
      "manifest_of",
      ({ run, t }) =>
        run
          .select({ manifest: t.versions.manifest })
          .from(t.versions)
          .where(eq(t.versions.id, sql.placeholder("id"))),
      { id },
    ),
  );
  return row?.manifest ?? null;
}
