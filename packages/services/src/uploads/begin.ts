// Begins bringing one file into a draft, or goes on with what was begun; bytes the actor may read already are not sent again.
import {
  FilePath,
  mayBring,
  mayUpload,
  orThrow,
  refused,
  Sha256,
  UploadFingerprint,
  Target,
  UploadView,
  type FileEntry,
} from "@chancery/core";
import {
  committedAt,
  countStoredFiles,
  countReceiving,
  countReceivingOf,
  deleteUpload,
  holdContents,
  storedFileAt,
  insertFiles,
  insertUpload,
  receivingAt,
  resizeDraft,
  restateUpload,
  touchModel,
  type UploadRow,
  type VersionSubject,
  type EndedUpload,
} from "@chancery/db";
import { z } from "zod";
import { command, type Command, type Scope } from "../command.ts";
import { inside } from "../describes.ts";
import type { Call, House } from "../house.ts";
import { damagedAmong } from "../stored-contents.ts";
import { lockVersion } from "../subjects/version.ts";
import { grantsInForce } from "../authorise.ts";
import { ownUploadRow } from "./own-upload.ts";
import { pathTaken, refuseBatched, refuseClash, whyReceiving } from "./place.ts";
import { readableFor } from "./plan-batch.ts";
import { discardStaged, prepareStaged } from "./staged.ts";
import { uploadView } from "./upload-view.ts";

/** No single file is larger: 5 TiB. */
const maxFileBytes = 5 * 2 ** 40;
export const BeginUploadInput = z.strictObject({
  versionId: Target.version,
  path: FilePath,
  sizeBytes: z.int().nonnegative().max(maxFileBytes),
  /** Left out by who does not know it yet: then it is computed as the bytes come. */
  sha256: Sha256.optional(),
  fingerprint: UploadFingerprint.optional(),
});
type Asked = z.output<typeof BeginUploadInput>;
type Wanted = Omit<Asked, "versionId"> & { readonly versionId: string };
/** `ended`: the session this one took the place of. */
type Begun = {
  readonly uploadId: string;
  readonly isStored: boolean;
  readonly sha256: string | undefined;
  readonly ended?: readonly EndedUpload[];
};

const begin = command({
  kind: "upload.begun@2",
  permission: "version:upload",
  input: BeginUploadInput,
  output: inside,
  prepare: (house, call, wanted) => isToBeHealed(house, call, wanted),
  subject: (tx, { versionId }, asking) => lockVersion(tx, versionId, asking),
  async run(scope, asked) {
    const wanted = { ...asked, versionId: scope.subject.id };
    orThrow(mayUpload(scope.subject));
    await refuseClash(scope.tx, wanted);
    if (wanted.sha256 !== undefined) await holdContents(scope.tx, [wanted.sha256]); // a stored content may come to stand here
    const begun = (await standing(scope, wanted)) ?? (await start(scope, wanted));
    const { versionId, path, sizeBytes } = wanted;
    const { uploadId, isStored, sha256 } = begun;
    return { result: begun, audit: { versionId, path, sizeBytes, uploadId, isStored, ...(sha256 && { sha256 }) } };
  },
});

/** The actor may read the content, so it would not be sent; but it is damaged where it lies. */
async function isToBeHealed(house: House, { actor }: Call, { sha256, sizeBytes }: Asked): Promise<boolean> {
  if (sha256 === undefined) return false;
  const content = { sha256, sizeBytes };
  const reader = house.db.read;
  const grants = await grantsInForce(reader, actor, house.clock.now());
  const readable = await readableFor(reader, { actor, grants }, [content]);
  return readable.has(sha256) && (await damagedAmong(house, [content])).has(sha256);
}

/** What is at the path already: the same file, or the same upload half-way. CONFLICT for another file, or another actor's upload. */
async function standing(
  { tx, actor, now, newId }: Scope<VersionSubject, boolean>,
  wanted: Wanted,
): Promise<Begun | undefined> {
  const file = await storedFileAt(tx, wanted);
  if (file) {
    const own = await committedAt(tx, { ...wanted, actorId: actor.id });
    const { sha256 } = file;
    if (!isStanding(wanted, { file, own })) throw pathTaken(wanted.path);
    const id = own?.id ?? newId();
    const row = { ...newRow(wanted), sha256, id, actorId: actor.id, createdAt: now };
    if (!own) await insertUpload(tx, { ...row, state: "committed" });
    return { uploadId: id, isStored: true, sha256 };
  }
  const upload = await receivingAt(tx, wanted);
  if (upload && upload.actorId !== actor.id) orThrow(refused("CONFLICT", whyReceiving(wanted.path, upload)));
  if (!upload || !isSameFile(upload, wanted)) return undefined;
  const known = { sha256: upload.sha256 ?? wanted.sha256, fingerprint: upload.fingerprint ?? wanted.fingerprint };
  await restateUpload(tx, { id: upload.id, ...known });
  return { uploadId: upload.id, isStored: false, sha256: known.sha256 };
}

type Standing = { readonly file: FileEntry; readonly own: UploadRow | undefined };
/** Who does not know its digest has the file that they sent, by its fingerprint; any other might be another file. */
const isStanding = (wanted: Wanted, { file, own }: Standing): boolean =>
  file.sizeBytes === wanted.sizeBytes &&
  (wanted.sha256 === undefined
    ? wanted.fingerprint !== undefined && own?.fingerprint === wanted.fingerprint && own.sha256 === file.sha256
    : wanted.sha256 === file.sha256);

/** Digests and fingerprints decide where both sides have them; a file that neither tells apart is the one that was begun. */
const isSameFile = (upload: UploadRow, wanted: Wanted): boolean =>
  upload.sizeBytes === wanted.sizeBytes &&
  areSameIfKnown(upload.sha256 ?? undefined, wanted.sha256) &&
  areSameIfKnown(upload.fingerprint ?? undefined, wanted.fingerprint);
const areSameIfKnown = (a: string | undefined, b: string | undefined) => a === undefined || b === undefined || a === b;

/** What of a row the sender says. */
const newRow = ({ versionId, path, sizeBytes, sha256, fingerprint }: Wanted) => ({
  ...{ versionId, path, sizeBytes },
  ...{ sha256: sha256 ?? null, fingerprint: fingerprint ?? null },
});

async function start(scope: Scope<VersionSubject, boolean>, wanted: Wanted): Promise<Begun> {
  const { tx, actor, now, newId, subject, grants, prepared: isHealed } = scope;
  const other = await receivingAt(tx, wanted);
  const ended = other ? await deleteUpload(tx, other.id) : [];
  await refuseBatched(tx, wanted);
  const { versionId, path, sizeBytes, sha256 } = wanted;
  const file = sha256 === undefined ? undefined : { path, sizeBytes, sha256 };
  const inVersion = 1 + (await countStoredFiles(tx, versionId)) + (await countReceiving(tx, versionId));
  orThrow(mayBring({ inVersion, ofAccount: 1 + (await countReceivingOf(tx, actor.id)) }));
  // A content the actor cannot read must be sent, or asking would tell that it is stored.
  const isStored = !!file && !isHealed && (await readableFor(tx, { actor, grants }, [file])).has(file.sha256);
  const id = newId();
  const state = isStored ? "committed" : "receiving";
  await insertUpload(tx, { ...newRow(wanted), id, actorId: actor.id, state, createdAt: now });
  if (file && isStored) {
    await insertFiles(tx, { versionId, files: [file], addedAt: now });
    await resizeDraft(tx, { id: versionId, byBytes: sizeBytes });
    await touchModel(tx, { modelId: subject.modelId, now });
  }
  return { uploadId: id, isStored, sha256, ended };
}

/**
 * Answers `committed` where no bytes are needed. Beginning the same file again goes on with the same session;
 * beginning another content at its path ends it. Without a digest none is looked for. CONFLICT for names that collide, LIMIT_EXCEEDED past 10,000 files.
 */
export const beginUpload: Command<typeof BeginUploadInput, UploadView> = Object.assign(
  async (...[house, call, raw]: Parameters<typeof begin>): Promise<UploadView> => {
    const { uploadId, isStored, ended } = await begin(house, call, raw);
    await discardStaged(house, ended ?? []);
    const upload = await ownUploadRow(house, call, uploadId);
    if (!isStored) await prepareStaged(house, upload);
    return uploadView(house, upload);
  },
  { input: begin.input, output: UploadView, kind: begin.kind, permission: begin.permission },
);
