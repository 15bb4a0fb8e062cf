// What a batch brings into a draft: judged as a whole, every fault named by its file, and which contents have to be sent.
import {
  maxFilesPerVersion,
  allowedUnless,
  FilePath,
  isInScope,
  maxPackedBytes,
  mayStandBeside,
  orThrow,
  reasonsOf,
  reasonsShown,
  type Actor,
  type ErrorCode,
  type FileEntry,
  type Reason,
} from "@chancery/core";
import { pathsIn, readableBlobs, type BatchPlan, type Reader } from "@chancery/db";
import { grantsInForce } from "../authorise.ts";
import { visibleTo } from "../query.ts";
import { whyTaken } from "./place.ts";

export type BatchFile = { readonly path: string; readonly sizeBytes: number; readonly sha256?: string | undefined };
type Wanted = { readonly versionId: string; readonly files: readonly BatchFile[] };
type Asking = { readonly actor: Actor; readonly now: Date };

/** Throws all that is said against a batch: none of it comes in. */
export const refuseBatch = (reasons: readonly Reason[], code: ErrorCode = "CONFLICT"): void =>
  void orThrow(allowedUnless(code, reasonsShown(reasons)));

/** What can be said of the files without looking at the draft. */
export function whyNotFiles(files: readonly BatchFile[]): readonly Reason[] {
  return files.flatMap(({ path, sizeBytes }): Reason[] => {
    const shown = JSON.stringify(path.slice(0, 200));
    const parsed = FilePath.safeParse(path);
    if (!parsed.success)
      return [{ code: "path_invalid", message: `${shown}: ${parsed.error.issues[0]?.message ?? "no path"}` }];
    if (sizeBytes <= maxPackedBytes) return [];
    const message = `${shown} is larger than ${maxPackedBytes} bytes: send it by itself`;
    return [{ code: "file_too_large", message }];
  });
}

/** How many files a draft would hold, and what stands in the way of each that is to come in. */
export async function judgeInDraft(
  reader: Reader,
  { versionId, files }: Wanted,
): Promise<{ readonly reasons: readonly Reason[]; readonly standing: ReadonlyMap<string, FileEntry> }> {
  const { stored, coming } = await pathsIn(reader, versionId);
  const standing = new Map(stored.map((file) => [file.path, file]));
  const paths = files.map(({ path }) => path);
  const present = [...stored, ...coming].map(({ path }) => path);
  const taken = files.filter((file) => !isLike(standing.get(file.path), file));
  const onTheirWay = new Set(coming.map(({ path }) => path));
  const count = new Set([...present, ...paths]).size;
  const reasons: readonly Reason[] = [
    ...reasonsOf(mayStandBeside(paths, present)),
    ...taken.map(({ path }) => whyTaken(path)),
    ...paths.flatMap((path) =>
      onTheirWay.has(path)
        ? [{ code: "path_receiving", message: `${path} is being sent by itself: finish that upload or end it first` }]
        : [],
    ),
    ...(count > maxFilesPerVersion
      ? [{ code: "too_many_files", message: `a version holds at most ${maxFilesPerVersion} files` }]
      : []),
  ];
  return { reasons, standing };
}

/** Nothing stands there, or what may be the same; what is not known of a content is no difference. */
const isLike = (there: FileEntry | undefined, { sizeBytes, sha256 }: BatchFile) =>
  !there || (there.sizeBytes === sizeBytes && (sha256 === undefined || there.sha256 === sha256));

/** Of these contents those that need no sending, because the actor may read them: the others must be sent, or asking would tell. */
export async function readableFor(
  reader: Reader,
  { actor, now }: Asking,
  contents: readonly { readonly sha256: string; readonly sizeBytes: number }[],
): Promise<ReadonlySet<string>> {
  if (contents.length === 0 || !isInScope(actor.scopes, "artifact:read")) return new Set();
  const visible = visibleTo(actor, await grantsInForce(reader, actor, now), "artifact:read");
  return readableBlobs(reader, visible, contents);
}

/** Files with their place in the body: each content once, in the order of the list. */
export async function planBatch(reader: Reader, asking: Asking, wanted: Wanted): Promise<BatchPlan> {
  const { reasons, standing } = await judgeInDraft(reader, wanted);
  refuseBatch(reasons);
  const stated = wanted.files.flatMap(({ sha256, sizeBytes }) => (sha256 === undefined ? [] : [{ sha256, sizeBytes }]));
  const readable = await readableFor(reader, asking, stated);
  const sent = new Set<string>();
  let at = 0;
  return wanted.files.map(({ path, sizeBytes, sha256 }) => {
    const content = { path, sizeBytes, ...(sha256 !== undefined && { sha256 }) };
    const isKnown =
      sha256 !== undefined &&
      (standing.get(path)?.sha256 === sha256 || readable.has(sha256) || sent.has(`${sha256} ${sizeBytes}`));
    if (isKnown) return content;
    if (sha256 !== undefined) sent.add(`${sha256} ${sizeBytes}`);
    const offset = at;
    at += sizeBytes;
    return { ...content, offset };
  });
}

export const bodyBytesOf = (plan: BatchPlan): number =>
  plan.reduce((sum, { offset, sizeBytes }) => (offset === undefined ? sum : sum + sizeBytes), 0);
