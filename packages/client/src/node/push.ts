// A new version from files or a descriptor: drafted, uploaded, its evidence recorded, sealed, and the seal checked. Or more files for a draft.
import { createHash } from "node:crypto";
import {
  compareFiles,
  NewDescriptor,
  NewSignature,
  sealManifest,
  windowsFault,
  type FileEntry,
  type RecordedEvaluation,
} from "@chancery/core";
import { ChanceryClientError, type CallOptions, type Client } from "../index.ts";
import { someAtOnce } from "./at-once.ts";
import { collectFiles, hashFile, type HashedFile } from "./local-file.ts";
import { createTally } from "./progress.ts";
import { draftInput, isVersion, openDraft, rememberedBy, standingDraft, type Draft } from "./push-draft.ts";
import type { PushOptions, PushRequest, PushResult } from "./push-request.ts";
import { createPiece } from "./send-bytes.ts";
import { batchesOf, uploadBatch } from "./upload-batch.ts";
import { uploadFile } from "./upload-file.ts";

/**
 * Throws LOCAL_FILE before anything is sent when a path cannot be pushed, CONFLICT `draft_differs` when the draft is not
 * what was sent, INTEGRITY when something else was sealed, ILLEGAL_TRANSITION for more files to what is no draft any more. After any other error the same push may
 * be made again: with a `memory` it goes on.
 */
export async function push(client: Client, request: PushRequest, options: PushOptions = {}): Promise<PushResult> {
  const standing = isVersion(request.model) ? await standingDraft(client, request, options.signal) : undefined;
  const files = "paths" in request ? await hashAll(request.paths, options) : [];
  warnOfWindows(files, options);
  const memory = rememberedBy(standing ? {} : options, keyOf(client, request, files));
  const draft = standing ?? (await openDraft(client, request, { memory, signal: options.signal }));
  const sent = await uploadAll(client, { draft, files, options });
  const evaluations = await recordEvidence(client, { draft, request, signal: options.signal });
  // Who adds to a draft does not say that it is complete.
  const isLeftOpen = request.isDraft || standing !== undefined;
  const manifestDigest = isLeftOpen ? null : await seal(client, { draft, request, files, signal: options.signal });
  await memory.forget();
  return {
    versionId: draft.id,
    number: draft.number,
    manifestDigest,
    files: sent.files,
    evaluations,
    // A server of before answers without them.
    warnings: [...draft.warnings, ...evaluations.flatMap((evaluation) => evaluation.warnings ?? [])],
    sizeBytes: files.reduce((sum, file) => sum + file.sizeBytes, 0),
    wireBytes: sent.wireBytes,
    isResumed: draft.isResumed,
  };
}

async function hashAll(paths: readonly string[], { onProgress, signal }: PushOptions): Promise<readonly HashedFile[]> {
  const found = await collectFiles(paths);
  const tally = createTally("hash", found, onProgress);
  const hashed: HashedFile[] = [];
  await someAtOnce(found.entries(), signal, async ([at, file], either) => {
    hashed[at] = await hashFile(file, tally, either);
  });
  return hashed;
}

async function uploadAll(
  client: Client,
  {
    draft,
    files,
    options,
  }: { readonly draft: Draft; readonly files: readonly HashedFile[]; readonly options: PushOptions },
) {
  const tally = createTally("upload", files, options.onProgress);
  const isThere = ({ path, sha256: digest }: HashedFile) => draft.files.get(path) === digest;
  for (const { path, sizeBytes } of files.filter(isThere)) tally.moveTo(path, sizeBytes);
  const sent = await sendFiles(
    { files, isThere: (file) => draft.isSealed || isThere(file) },
    { http: client.http, versionId: draft.id, tally, piece: createPiece() },
    options,
  );
  return {
    files: files.map((file): FileEntry & { isReused: boolean } => {
      const { path, sizeBytes, sha256: digest } = file;
      return { path, sizeBytes, sha256: digest, isReused: !sent.has(path) };
    }),
    wireBytes: tally.wireBytes,
  };
}

/** Small files many to a request where the server can, large ones by themselves; answers the paths whose contents went over the wire. */
async function sendFiles(
  { files, isThere }: { readonly files: readonly HashedFile[]; readonly isThere: (file: HashedFile) => boolean },
  to: Omit<Parameters<typeof uploadFile>[0], "file" | "signal">,
  { signal }: PushOptions,
): Promise<ReadonlySet<string>> {
  const sent = new Set<string>();
  const unbatched: HashedFile[] = [];
  // Grouped before what is there is left out: a batch that was begun is found again by its list.
  const { groups, single } = batchesOf(files);
  const missing = (some: readonly HashedFile[]) => some.filter((file) => !isThere(file));
  const batches = groups.map(missing).filter((batch) => batch.length > 0);
  const sendOne = async (file: HashedFile, either: AbortSignal) => {
    if (!(await uploadFile({ ...to, file, signal: either })).isReused) sent.add(file.path);
  };
  const sendMany = async (batch: readonly HashedFile[], either: AbortSignal) => {
    const wanted = await uploadBatch({ ...to, files: batch, signal: either });
    if (!wanted) unbatched.push(...batch);
    for (const { path, sha256: digest } of batch) if (wanted?.has(digest)) sent.add(path);
  };
  const jobs = [
    ...batches.map((batch) => (either: AbortSignal) => sendMany(batch, either)),
    ...missing(single).map((file) => (either: AbortSignal) => sendOne(file, either)),
  ];
  await someAtOnce(jobs, signal, (job, either) => job(either));
  await someAtOnce(unbatched, signal, sendOne);
  return sent;
}

type Step = { readonly draft: Draft; readonly request: PushRequest; readonly signal: AbortSignal | undefined };

/** Keys made from the content: recorded once, however often the push is made again. */
async function recordEvidence(
  client: Client,
  { draft, request, signal }: Step,
): Promise<readonly RecordedEvaluation[]> {
  const once = (what: unknown): CallOptions => ({ signal, idempotencyKey: sha256(JSON.stringify([draft.id, what])) });
  const recorded: RecordedEvaluation[] = [];
  for (const evaluation of request.evaluations ?? []) {
    const input = { versionId: draft.id, ...evaluation, metrics: [...evaluation.metrics] };
    recorded.push(await client.api.evaluations.record.mutate(input, once(evaluation)));
  }
  for (const fact of request.lineage ?? [])
    await client.api.lineage.record.mutate({ versionId: draft.id, fact }, once(fact));
  return recorded;
}

const isConflict = (error: unknown) => error instanceof ChanceryClientError && error.status === 409;
const isInvalid = (error: unknown) => error instanceof ChanceryClientError && error.code === "INVALID_INPUT";
const isOther = (error: unknown): error is ChanceryClientError =>
  error instanceof ChanceryClientError && error.reasons.some(({ code }) => code === "draft_differs");

type Sealing = Step & { readonly files: readonly HashedFile[] };

/**
 * Seals what was pushed and nothing else: CONFLICT `draft_differs` where the draft is not that, and nothing is sealed then.
 * Throws INTEGRITY where it is sealed already with other content.
 */
async function seal(client: Client, { draft, request, files, signal }: Sealing): Promise<string> {
  const versionId = draft.id;
  const expected = sealManifest({
    kind: "paths" in request ? "files" : "external",
    files,
    descriptor: "descriptor" in request ? NewDescriptor.parse(request.descriptor) : null,
    params: request.params ?? {},
    signature: request.signature ? NewSignature.parse(request.signature) : null,
    environment: request.environment ?? {},
  }).manifestDigest;
  const sealWith = async (meant: { readonly manifestDigest?: string }) =>
    (await client.api.versions.seal.mutate({ versionId, ...meant }, { signal })).manifestDigest;
  const sealedAs = async () => (await client.api.versions.get.query({ versionId }, { signal })).manifestDigest;
  const sealOnce = () =>
    sealWith({ manifestDigest: expected })
      // A server of before does not ask what is meant.
      .catch((refusal: unknown) => (isInvalid(refusal) ? sealWith({}) : Promise.reject(refusal as Error)))
      .catch(async (refusal: unknown) => {
        // The same push, made twice at once, goes on with one draft: the other may have sealed it.
        const sealed = isConflict(refusal) ? await sealedAs() : null;
        if (sealed !== null) return sealed;
        throw isOther(refusal) ? await inPaths(client, refusal, { draft, request, files, signal }) : refusal;
      });
  const manifestDigest = draft.isSealed ? await sealedAs() : await sealOnce();
  if (manifestDigest === expected) return expected;
  const message = `version ${draft.number} is sealed with content other than what was pushed here: revoke it, and push again`;
  throw new ChanceryClientError("INTEGRITY", message, {
    reasons: [{ code: "seal_mismatch", message }],
    facts: { versionId: draft.id, expected, sealed: manifestDigest ?? "" },
  });
}

/** So many are named. */
const named = 5;

/** The refusal of another draft than was pushed, with the paths at which it is another. */
async function inPaths(client: Client, refusal: ChanceryClientError, { draft, files, signal }: Sealing) {
  const { files: found } = await client.api.versions.get.query({ versionId: draft.id }, { signal });
  const paths = compareFiles(found, files).map(({ key }) => key);
  const more = paths.length > named ? `, and ${paths.length - named} more` : "";
  const where = paths.length === 0 ? "its params, signature or environment" : paths.slice(0, named).join(", ") + more;
  const message = `the draft of version ${draft.number} is not what was pushed here: it differs in ${where}. Nothing was sealed. Discard the draft, push again, and ask an admin to check the audit log`;
  const { status, requestId, cause } = refusal;
  return new ChanceryClientError("CONFLICT", message, {
    reasons: [{ code: "draft_differs", message }],
    facts: { versionId: draft.id },
    ...(status !== null && { status }),
    ...(requestId !== null && { requestId }),
    cause,
  });
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

function keyOf(client: Client, request: PushRequest, files: readonly HashedFile[]): string {
  const contents = files.map(({ path, sizeBytes, sha256: digest }) => [path, sizeBytes, digest]);
  // Without lineage: whether the work tree is dirty may change between two tries of one push.
  return sha256(JSON.stringify([client.url, draftInput(request), request.evaluations ?? [], contents]));
}

function warnOfWindows(files: readonly HashedFile[], { onWarning }: PushOptions): void {
  for (const { path } of files) {
    const fault = windowsFault(path);
    if (fault !== undefined) onWarning?.(`${path} cannot be pulled on Windows: ${fault}`);
  }
}
