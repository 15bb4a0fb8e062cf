// Begins bringing one file into a draft, or goes on with what was begun; bytes the actor may read already are not sent again.
import { FilePath, isInScope, refuse, Sha256, whyNotUpload, type UploadView } from "@chancery/core";
import {
  committedAt,
  countStoredFiles,
  countReceiving,
  deleteUpload,
  storedFileAt,
  insertFile,
  insertUpload,
  isBlobReadable,
  maxFilesPerVersion,
  receivingAt,
  resizeDraft,
  touchModel,
  versionSubject,
  type VersionSubject,
} from "@chancery/db";
import { z } from "zod";
import { grantsInForce } from "../authorise.ts";
import { command, type Command, type Scope } from "../command.ts";
import type { House } from "../house.ts";
import { visibleTo } from "../query.ts";
import { hasReason, refuseIf } from "../refusals.ts";
import { ownUploadView } from "./own-upload.ts";
import { pathTaken, refuseClash } from "./place.ts";

/** No single file is larger: 5 TiB. */
const maxFileBytes = 5 * 2 ** 40;
export const BeginUploadInput = z.strictObject({
  versionId: z.uuid(),
  path: FilePath,
  sizeBytes: z.int().nonnegative().max(maxFileBytes),
  sha256: Sha256,
});
type Wanted = z.output<typeof BeginUploadInput>;
/** `ended`: a session this one took the place of. */
type Begun = { readonly uploadId: string; readonly isStored: boolean; readonly ended?: string };

const begin = command({
  kind: "upload.begun@1",
  permission: "version:upload",
  input: BeginUploadInput,
  subject: (tx, { versionId }) => versionSubject(tx, versionId, { lock: true }),
  async run(scope, wanted) {
    refuseIf(whyNotUpload(scope.subject));
    await refuseClash(scope.tx, wanted);
    const begun = (await standing(scope, wanted)) ?? (await start(scope, wanted));
    const { uploadId, isStored } = begun;
    return { result: begun, audit: { ...wanted, uploadId, isStored } };
  },
});

/** What is at the path already: the same file, or the same upload half-way. CONFLICT for another file, or another actor's upload. */
async function standing({ tx, actor, now, newId }: Scope<VersionSubject>, wanted: Wanted): Promise<Begun | undefined> {
  const file = await storedFileAt(tx, wanted);
  if (file) {
    if (!isSame(file, wanted)) throw pathTaken(wanted.path);
    const own = await committedAt(tx, { ...wanted, actorId: actor.id });
    const id = own?.id ?? newId();
    if (!own) await insertUpload(tx, { ...wanted, id, actorId: actor.id, state: "committed", createdAt: now });
    return { uploadId: id, isStored: true };
  }
  const upload = await receivingAt(tx, wanted);
  if (upload && upload.actorId !== actor.id)
    throw refuse("CONFLICT", "path_receiving", `${wanted.path} is being sent by someone else`);
  return upload && isSame(upload, wanted) ? { uploadId: upload.id, isStored: false } : undefined;
}

async function start({ tx, actor, now, newId, subject }: Scope<VersionSubject>, wanted: Wanted): Promise<Begun> {
  const other = await receivingAt(tx, wanted);
  if (other) await deleteUpload(tx, other.id);
  const { versionId, path, sizeBytes, sha256 } = wanted;
  const files = (await countStoredFiles(tx, versionId)) + (await countReceiving(tx, versionId));
  if (files >= maxFilesPerVersion)
    throw refuse("LIMIT_EXCEEDED", "too_many_files", `a version holds at most ${maxFilesPerVersion} files`);
  // A content the actor cannot read must be sent, or asking would tell that it is stored.
  const visible = visibleTo(actor, await grantsInForce(tx, actor, now), "artifact:read");
  const isStored = isInScope(actor.scopes, "artifact:read") && (await isBlobReadable(tx, visible, wanted));
  const id = newId();
  const state = isStored ? "committed" : "receiving";
  await insertUpload(tx, { ...wanted, id, actorId: actor.id, state, createdAt: now });
  if (isStored) {
    await insertFile(tx, { versionId, file: { path, sizeBytes, sha256 }, addedAt: now });
    await resizeDraft(tx, { id: versionId, byBytes: sizeBytes });
    await touchModel(tx, { modelId: subject.modelId, now });
  }
  return { uploadId: id, isStored, ...(other && { ended: other.id }) };
}

const isSame = (a: Content, b: Content) => a.sha256 === b.sha256 && a.sizeBytes === b.sizeBytes;
type Content = { readonly sha256: string; readonly sizeBytes: number };

/**
 * Answers `committed` where no bytes are needed. Beginning the same file again goes on with the same session;
 * beginning another content at its path ends it. CONFLICT for names that collide, LIMIT_EXCEEDED past 10,000 files.
 */
export const beginUpload: Command<typeof BeginUploadInput, UploadView> = Object.assign(
  async (...[house, call, raw]: Parameters<typeof begin>): Promise<UploadView> => {
    const { uploadId, isStored, ended } = await begin(house, call, raw);
    if (ended !== undefined) await discard(house, ended);
    if (!isStored) await prepare(house, uploadId);
    return ownUploadView(house, call, uploadId);
  },
  { input: begin.input, kind: begin.kind, permission: begin.permission },
);

/** One that is still being written to is left to the sweep. */
const discard = (house: House, uploadId: string) =>
  house.artifacts.uploads.discard(uploadId).catch((error: unknown) => {
    if (!hasReason(error, "upload_busy")) throw error;
  });

const prepare = (house: House, uploadId: string) =>
  house.artifacts.uploads.begin(uploadId).catch((error: unknown) => {
    if (!hasReason(error, "upload_exists")) throw error;
  });
