// A version's files into a folder: every path judged, every byte verified, nothing overwritten unasked.
import { stat } from "node:fs/promises";
import type { FileEntry } from "@chancery/core";
import type { CallOptions, Client, SealedVersion } from "../index.ts";
import { downloadFile, partOf } from "./download-file.ts";
import { fileError, hashFile } from "./local-file.ts";
import { createTally, type OnProgress } from "./progress.ts";
import { clearRoomFor, landingOf, makeRoomFor, openRoot, requireSafePaths } from "./safe-path.ts";

export type DownloadRequest = {
  /** What `resolve` or `resolvePinned` answered. */
  readonly version: SealedVersion;
  readonly folder: string;
  /** Replaces files of the same name that hold something else; otherwise they are an error before anything is sent. */
  readonly force?: boolean;
};
export type DownloadOptions = { readonly onProgress?: OnProgress; readonly signal?: AbortSignal | undefined };
export type DownloadResult = {
  readonly versionId: string;
  readonly manifestDigest: string;
  readonly folder: string;
  /** `isKept` when the right bytes stood there already. */
  readonly files: readonly (FileEntry & { readonly isKept: boolean })[];
  readonly sizeBytes: number;
  readonly wireBytes: number;
};
type Planned = { readonly file: FileEntry; readonly place: string; readonly isKept: boolean };

/**
 * Throws UNSAFE_PATH for a path that would leave `folder` or go through a link, LOCAL_FILE for other content in the way,
 * both before anything is written; INTEGRITY for wrong bytes, of which nothing stays. An interrupted download goes on
 * where it stopped when it is called again.
 */
export async function download(
  client: Client,
  request: DownloadRequest,
  options: DownloadOptions = {},
): Promise<DownloadResult> {
  const call: CallOptions = { signal: options.signal };
  const manifest = await client.manifest(request.version, call);
  if (manifest.kind === "external")
    throw fileError(
      "no_files",
      "this is an external version: it has a descriptor and no files; see client.manifest(…).descriptor",
    );
  requireSafePaths(manifest.files);
  const root = await openRoot(request.folder);
  const plan = await planAll(root, manifest.files, { force: request.force ?? false, signal: options.signal });
  const tally = createTally("download", manifest.files, options.onProgress);
  for (const { file, place, isKept } of plan) {
    const wanted = { http: client.http, versionId: manifest.versionId, file, place, tally, signal: options.signal };
    if (!isKept)
      await makeRoomFor(place)
        .then(() => downloadFile(wanted))
        .finally(() => clearRoomFor(root, place));
    tally.moveTo(file.path, file.sizeBytes);
  }
  return {
    versionId: manifest.versionId,
    manifestDigest: manifest.manifestDigest,
    folder: root,
    files: plan.map(({ file, isKept }) => ({ ...file, isKept })),
    sizeBytes: manifest.files.reduce((sum, file) => sum + file.sizeBytes, 0),
    wireBytes: tally.wireBytes,
  };
}

type Rules = { readonly force: boolean; readonly signal: AbortSignal | undefined };

/** Looks at every place before the first byte is asked for. */
async function planAll(root: string, files: readonly FileEntry[], rules: Rules): Promise<readonly Planned[]> {
  const plan: Planned[] = [];
  for (const file of files) {
    const place = await landingOf(root, file.path);
    await landingOf(root, partOf(file.path, file));
    const found = await holds(place, file, rules.signal);
    if (found === "folder") throw fileError("in_the_way", `${place} is a folder: a file of the version belongs there`);
    if (found === "other" && !rules.force)
      throw fileError("in_the_way", `${place} is there already with other content: force replaces it`);
    plan.push({ file, place, isKept: found === "same" });
  }
  return plan;
}

async function holds(
  place: string,
  file: FileEntry,
  signal: AbortSignal | undefined,
): Promise<"nothing" | "same" | "other" | "folder"> {
  const stats = await stat(place).catch(() => undefined);
  if (!stats) return "nothing";
  if (!stats.isFile()) return "folder";
  if (stats.size !== file.sizeBytes) return "other";
  const local = { path: file.path, location: place, sizeBytes: stats.size, changedMs: stats.mtimeMs };
  const { sha256 } = await hashFile(local, createTally("hash", [file], undefined), signal);
  return sha256 === file.sha256 ? "same" : "other";
}
