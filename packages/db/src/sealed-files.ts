// The files of a sealed version are those that its manifest names. The rows they were sealed from answer nothing any more.
import { collisionKey, filesInManifest, refuse, type FileEntry } from "@chancery/core";
import { eq, inArray, sql } from "drizzle-orm";
import { hot, one, open, type Reader } from "./handle.ts";
import { countStoredFiles, storedFileAt, storedFilesAt, storedFilesIn, storedFilesOf } from "./version-files.ts";

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

/** As `read`, of manifests by digest, but their contents of a size alone: who is only asked about hands out nothing. */
const counted = new Map<string, ReadonlySet<string>>();
let contentsCounted = 0;

/**
 * By version the digests of its contents of at least so many bytes; of a draft, and where the manifest is not of its digest, by
 * the rows of its files. Two statements for every thousand versions, none for sealed ones that were read before.
 */
export async function contentsOfSize(
  reader: Reader,
  { versions, minBytes }: { readonly versions: readonly FilesOwner[]; readonly minBytes: number },
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map<string, ReadonlySet<string>>();
  const large = (files: readonly FileEntry[]) =>
    new Set(files.filter(({ sizeBytes }) => sizeBytes >= minBytes).map(({ sha256 }) => sha256));
  const keyOf = ({ manifestDigest }: FilesOwner) => `${minBytes} ${manifestDigest}`;
  const unread = versions.filter((version) => {
    const known = counted.get(keyOf(version));
    if (known) found.set(version.id, known);
    return !known;
  });
  for (let at = 0; at < unread.length; at += together) {
    const some = unread.slice(at, at + together);
    const manifests = await manifestsOf(reader, some);
    const rest = some.filter((version) => {
      const { id, manifestDigest: digest } = version;
      const files = digest === null ? undefined : sealedIn(manifests.get(id) ?? null, digest)?.files;
      if (files) found.set(id, keepCounted(keyOf(version), large(files)));
      return !files;
    });
    const rows = await storedFilesIn(reader, { versionIds: rest.map(({ id }) => id), minBytes });
    for (const { id } of rest) found.set(id, large(rows.filter(({ versionId }) => versionId === id)));
  }
  return found;
}
const together = 1_000;

function keepCounted(key: string, contents: ReadonlySet<string>): ReadonlySet<string> {
  contentsCounted += contents.size + 1;
  if (contentsCounted > mostFilesRead) {
    counted.clear();
    contentsCounted = contents.size + 1;
  }
  counted.set(key, contents);
  return contents;
}

async function manifestsOf(reader: Reader, versions: readonly FilesOwner[]) {
  const ids = versions.filter(({ manifestDigest }) => manifestDigest !== null).map(({ id }) => id);
  if (ids.length === 0) return new Map<string, string | null>();
  const { run, t } = open(reader);
  const { id, manifest } = t.versions;
  const rows = await run.select({ id, manifest }).from(t.versions).where(inArray(id, ids));
  return new Map(rows.map((row) => [row.id, row.manifest]));
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
