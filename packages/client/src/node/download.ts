// A version's files into a folder: every path judged, every byte verified, nothing overwritten unasked.
import { stat } from "node:fs/promises";
import type { FileEntry } from "@chancery/core";
import { ChanceryClientError, type CallOptions, type Client, type SealedVersion } from "../index.ts";
import { someAtOnce, transfersAtOnce } from "./at-once.ts";
import { downloadMany, groupsOf } from "./download-many.ts";
import { downloadFile } from "./download-file.ts";
import { foreignIn, type ForeignFiles } from "./foreign-files.ts";
import { fileError, hashFile } from "./local-file.ts";
import { readPartsOnce } from "./part-file.ts";
import { createTally, type OnProgress } from "./progress.ts";
import { clearRoomFor, heldBackBy, landingOf, nameFaultIn, openRoot, requireSafePaths } from "./safe-path.ts";

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
  /** What lies in the folder and does not belong to the version. Never touched. */
  readonly foreign: ForeignFiles;
  readonly sizeBytes: number;
  readonly wireBytes: number;
};
type Planned = { readonly file: FileEntry; readonly place: string; readonly isKept: boolean };

/**
 * Throws UNSAFE_PATH for a path that would leave `folder` or go through a link, LOCAL_FILE for other content in the way,
 * both before anything is written; INTEGRITY for wrong bytes, of which nothing stays. Files whose names this disk cannot
 * hold are left out: LOCAL_FILE `name_unheld` names them once all the others are there. An interrupted download goes on
 * where it stopped when it is called again; two into one folder do not disturb each other.
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
  const unheld = new Map<string, string>();
  for (const { path } of manifest.files) {
    const fault = heldBackBy(path);
    if (fault !== undefined) unheld.set(path, fault);
  }
  const wanted = manifest.files.filter(({ path }) => !unheld.has(path));
  const rules = { force: request.force ?? false, signal: options.signal };
  const plan = await planAll(root, wanted, rules);
  const tally = createTally("download", wanted, options.onProgress);
  const { http } = client;
  const partsIn = readPartsOnce();
  for (const { file, isKept } of plan) if (isKept) tally.moveTo(file.path, file.sizeBytes);
  /** Looks after a place around what puts a file there. */
  const landing = ({ file, place }: Planned, put: () => Promise<void>) =>
    put()
      .catch((error: unknown) => {
        const fault = nameFaultIn(error);
        if (fault === undefined) throw error;
        unheld.set(file.path, fault);
      })
      .finally(() => clearRoomFor(root, place));
  const { groups, single } = groupsOf(plan.filter(({ isKept }) => !isKept));
  const rangesAtOnce = Math.floor(transfersAtOnce / Math.max(1, single.length));
  const of = { http, versionId: manifest.versionId, tally, partsIn, rangesAtOnce };
  const fetchOne = async (one: Planned, signal: AbortSignal) => {
    const { file, place } = one;
    await landing(one, () => downloadFile({ ...of, file, place, signal }, () => refuseOther(place, file, rules)));
    tally.moveTo(file.path, file.sizeBytes);
  };
  const ungrouped: Planned[] = [];
  const fetchMany = async (landings: readonly Planned[], signal: AbortSignal) => {
    const settle = async (one: Planned, put: () => Promise<void>) => {
      await refuseOther(one.place, one.file, rules);
      await landing(one, put);
    };
    if (!(await downloadMany({ ...of, landings, signal, settle }))) ungrouped.push(...landings);
  };
  const jobs = [
    ...groups.map((group) => (signal: AbortSignal) => fetchMany(group, signal)),
    ...single.map((one) => (signal: AbortSignal) => fetchOne(one, signal)),
  ];
  await someAtOnce(jobs, options.signal, (job, signal) => job(signal));
  await someAtOnce(ungrouped, options.signal, fetchOne);
  if (unheld.size > 0) throw leftOut(unheld, manifest.files.length, root);
  return {
    versionId: manifest.versionId,
    manifestDigest: manifest.manifestDigest,
    folder: root,
    files: plan.map(({ file, isKept }) => ({ ...file, isKept })),
    foreign: await foreignIn(root, manifest.files),
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
    plan.push({ file, place, isKept: (await refuseOther(place, file, rules)) === "same" });
  }
  return plan;
}

/** Throws LOCAL_FILE when something else stands at `place` that must stay. */
async function refuseOther(place: string, file: FileEntry, { force, signal }: Rules) {
  const found = await holds(place, file, signal);
  if (found === "folder") throw fileError("in_the_way", `${place} is a folder, but the version has a file there`);
  if (found === "other" && !force)
    throw fileError("in_the_way", `${place} already exists with other content: use force to replace it`);
  return found;
}

function leftOut(unheld: ReadonlyMap<string, string>, count: number, root: string): ChanceryClientError {
  const reasons = [...unheld].map(([path, fault]) => ({ code: "name_unheld", message: `${path}: ${fault}` }));
  const left = `${unheld.size} of ${count} files cannot be stored on this disk; the others are in ${root}, verified`;
  return new ChanceryClientError("LOCAL_FILE", left, { reasons });
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
