// What a batch brings into a draft: judged as a whole, every fault named by its file, and which contents have to be sent.
import {
  allowedUnless,
  isInScope,
  maxPackedBytes,
  mayStandBeside,
  orThrow,
  reasonsOf,
  reasonsShown,
  type Actor,
  type ErrorCode,
  type FileEntry,
  type GrantFact,
  type Reason,
} from "@chancery/core";
import { pathsIn, readableBlobs, type BatchPlan, type BatchSession, type PlannedFile, type Reader } from "@chancery/db";
import { visibleTo } from "../query.ts";
import { shownPath, whyNoPath, whyReceiving, whyTaken } from "./place.ts";

export type BatchFile = { readonly path: string; readonly sizeBytes: number; readonly sha256?: string | undefined };
type Wanted = { readonly versionId: string; readonly files: readonly BatchFile[] };
type Asking = { readonly actor: Actor; readonly grants: readonly GrantFact[] };

/** Throws all that is said against a batch: none of it comes in. */
export const refuseBatch = (reasons: readonly Reason[], code: ErrorCode = "CONFLICT"): void =>
  void orThrow(allowedUnless(code, reasonsShown(reasons)));

/** What can be said of the files without looking at the draft. */
export function whyNotFiles(files: readonly BatchFile[]): readonly Reason[] {
  return files.flatMap(({ path, sizeBytes }): readonly Reason[] => {
    const faults = whyNoPath(path);
    if (faults.length > 0 || sizeBytes <= maxPackedBytes) return faults;
    const message = `${shownPath(path)} is larger than ${maxPackedBytes} bytes: send it on its own`;
    return [{ code: "file_too_large", message }];
  });
}

type Judged = {
  readonly reasons: readonly Reason[];
  readonly standing: ReadonlyMap<string, FileEntry>;
  /** Files that the draft would hold, with all that are on their way. */
  readonly fileCount: number;
};
/** What stands in the way of each file that is to come into a draft; `others` are the batches on their way beside this one. */
export async function judgeInDraft(
  reader: Reader,
  { versionId, files, others }: Wanted & { readonly others: readonly BatchSession[] },
): Promise<Judged> {
  const { stored, coming } = await pathsIn(reader, versionId);
  const standing = new Map(stored.map((file) => [file.path, file]));
  const paths = files.map(({ path }) => path);
  const batched = others.flatMap(({ id, plan }) => plan.map(({ path }) => ({ id, path, fileCount: plan.length })));
  const onTheirWay = new Map([...coming, ...batched].map((upload) => [upload.path, upload]));
  const present = [...standing.keys(), ...onTheirWay.keys()];
  const taken = files.filter((file) => !isLike(standing.get(file.path), file));
  const reasons: readonly Reason[] = [
    ...paths.flatMap(whyNoPath),
    ...reasonsOf(mayStandBeside(paths, present)),
    ...taken.map(({ path }) => whyTaken(path)),
    ...paths.flatMap((path) => {
      const upload = onTheirWay.get(path);
      return upload ? [whyReceiving(path, upload)] : [];
    }),
  ];
  return { reasons, standing, fileCount: new Set([...present, ...paths]).size };
}

/** Nothing stands there, or what may be the same; what is not known of a content is no difference. */
const isLike = (there: FileEntry | undefined, { sizeBytes, sha256 }: BatchFile) =>
  !there || (there.sizeBytes === sizeBytes && (sha256 === undefined || there.sha256 === sha256));

/** Of these contents those that need no sending, because the actor may read them: the others must be sent, or asking would tell. */
export async function readableFor(
  reader: Reader,
  { actor, grants }: Asking,
  contents: readonly { readonly sha256: string; readonly sizeBytes: number }[],
): Promise<ReadonlySet<string>> {
  if (contents.length === 0 || !isInScope(actor.scopes, "artifact:read")) return new Set();
  const visible = visibleTo(actor, grants, "artifact:read");
  return readableBlobs(reader, visible, contents);
}

type Known = { readonly files: readonly BatchFile[]; readonly isKnown: (file: BatchFile) => boolean };

/** Contents that need no sending: they stand at their path already, or the actor may read them; and they are not `damaged`. */
export async function knownOf(
  reader: Reader,
  asking: Asking,
  {
    files,
    standing,
    damaged,
  }: {
    readonly files: readonly BatchFile[];
    readonly standing: Judged["standing"];
    readonly damaged: ReadonlySet<string>;
  },
): Promise<Known["isKnown"]> {
  const stated = files.flatMap(({ sha256, sizeBytes }) => (sha256 === undefined ? [] : [{ sha256, sizeBytes }]));
  const readable = await readableFor(reader, asking, stated);
  return ({ path, sha256 }) =>
    sha256 !== undefined && !damaged.has(sha256) && (standing.get(path)?.sha256 === sha256 || readable.has(sha256));
}

/** Files with their place in the body: each content once, in the order of the list. */
export function planBatch(
  { files, isKnown }: Known,
  from: { readonly at: number; readonly sent: ReadonlySet<string> } = { at: 0, sent: new Set() },
): BatchPlan {
  const sent = new Set(from.sent);
  let { at } = from;
  return files.map((file) => {
    const { path, sizeBytes, sha256 } = file;
    const content = { path, sizeBytes, ...(sha256 !== undefined && { sha256 }) };
    const name = contentOf(file);
    if (isKnown(file) || (name !== undefined && sent.has(name))) return content;
    if (name !== undefined) sent.add(name);
    const offset = at;
    at += sizeBytes;
    return { ...content, offset };
  });
}

const contentOf = ({ sha256, sizeBytes }: BatchFile) => (sha256 === undefined ? undefined : `${sha256} ${sizeBytes}`);

/** Whether a list is that of a plan, in whatever order; a digest decides where both have it. */
export function isListOf(plan: BatchPlan, files: readonly BatchFile[]): boolean {
  const planned = new Map(plan.map((file) => [file.path, file]));
  return (
    plan.length === files.length &&
    files.every(({ path, sizeBytes, sha256 }) => {
      const file = planned.get(path);
      return file?.sizeBytes === sizeBytes && [undefined, file.sha256 ?? sha256].includes(sha256);
    })
  );
}

/** The plan that was begun, with the digests that were not stated then. */
export function noteStated(plan: BatchPlan, files: readonly BatchFile[]): BatchPlan {
  const stated = new Map(files.map(({ path, sha256 }) => [path, sha256]));
  return plan.map((file) => {
    const sha256 = file.sha256 ?? stated.get(file.path);
    return sha256 === undefined ? file : { ...file, sha256 };
  });
}

/**
 * The plan that was begun goes on, so that what was sent of it counts. Contents that needed no sending then but do now come
 * behind the others: a plan is in the order of its body.
 */
export function planAgain(plan: BatchPlan, isKnown: Known["isKnown"]): BatchPlan {
  const sent = new Set(plan.flatMap((file) => (file.offset === undefined ? [] : (contentOf(file) ?? []))));
  const isGone = (file: PlannedFile) => file.offset === undefined && !isKnown(file) && !sent.has(contentOf(file) ?? "");
  const gone = planBatch({ files: plan.filter(isGone), isKnown }, { at: bodyBytesOf(plan), sent });
  return gone.length === 0 ? plan : [...plan.filter((file) => !isGone(file)), ...gone];
}

/** What is neither sent nor a repetition of what is: it is to lie in the store. */
export function unsentOf(plan: BatchPlan): readonly { readonly sha256: string; readonly sizeBytes: number }[] {
  const sent = new Set(plan.flatMap((file) => (file.offset === undefined ? [] : (contentOf(file) ?? []))));
  return plan.flatMap(({ sha256, sizeBytes, offset }) =>
    sha256 === undefined || offset !== undefined || sent.has(contentOf({ path: "", sha256, sizeBytes }) ?? "")
      ? []
      : [{ sha256, sizeBytes }],
  );
}

export const bodyBytesOf = (plan: BatchPlan): number =>
  plan.reduce((sum, { offset, sizeBytes }) => (offset === undefined ? sum : sum + sizeBytes), 0);
