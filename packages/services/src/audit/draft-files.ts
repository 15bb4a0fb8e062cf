// Which files entries brought into a draft, and which they took out: nobody governs the rows of its files before it is sealed.
import { kindsNamed, type FileEntry } from "@chancery/core";
import type { Sending } from "./first-sendings.ts";

/** A file that came, one that was taken out, or a batch whose entry names its files by the digest of their list. */
export type FileEvent =
  | { readonly added: FileEntry }
  | { readonly removed: string }
  | { readonly batch: { readonly id: string; readonly listSha256: string } };

const begun = kindsNamed("upload.begun").map(String);
const finished = kindsNamed("upload.finished").map(String);
const batchFinished = kindsNamed("upload.batch-finished").map(String);
const removed = kindsNamed("version.file-removed").map(String);
const ended = kindsNamed("version.sealed", "version.discarded").map(String);
export const fileKinds: readonly string[] = [begun, finished, batchFinished, removed, ended].flat();

/** What is to come by an upload, as it was begun; without a digest where its sender did not know one. */
export type BegunUpload = Omit<FileEntry, "sha256"> & { readonly sha256?: string };

/** Of drafts alone: some 300 bytes for each of their files, given up once they are sealed or discarded. */
export function draftFiles() {
  const drafts = new Map<string, FileEvent[]>();
  const uploads = new Map<string, Map<string, BegunUpload>>();
  function noteUpload(kind: string, { versionId, uploadId, path, sizeBytes, sha256, isStored }: Said) {
    if (ended.includes(kind)) uploads.delete(versionId);
    if (finished.includes(kind)) uploads.get(versionId)?.delete(uploadId);
    if (!begun.includes(kind) || isStored) return;
    const known = uploads.get(versionId) ?? new Map<string, BegunUpload>();
    uploads.set(versionId, known.set(uploadId, { path, sizeBytes, ...(sha256 && { sha256 }) }));
  }
  return {
    note({ kind, after }: Pick<Sending, "kind" | "after">) {
      const said = after as Said;
      const event = eventOf(kind, said);
      const known = drafts.get(said.versionId);
      noteUpload(kind, said);
      if (ended.includes(kind)) drafts.delete(said.versionId);
      else if (event && known) known.push(event);
      else if (event) drafts.set(said.versionId, [event]);
    },
    /** An upload into a draft of which no entry says that it came; undefined where none says that it was begun. */
    begunIn: ({ versionId, id }: { readonly versionId: string; readonly id: string }): BegunUpload | undefined =>
      uploads.get(versionId)?.get(id),
    /** In the order of the entries; none of what is no draft. */
    eventsIn: (versionId: string): readonly FileEvent[] => drafts.get(versionId) ?? [],
  };
}

function eventOf(kind: string, said: Said): FileEvent | undefined {
  const { path, sizeBytes, sha256, isStored, uploadId: id, listSha256 } = said;
  if (removed.includes(kind)) return { removed: path };
  if (batchFinished.includes(kind)) return { batch: { id, listSha256 } };
  const hasCome = finished.includes(kind) || (begun.includes(kind) && isStored);
  return hasCome && sha256 !== undefined ? { added: { path, sizeBytes, sha256 } } : undefined;
}

/** What leaves of these kinds hold: the catalogue says so, and the root proves that we wrote them. */
type Said = FileEntry & {
  readonly versionId: string;
  readonly uploadId: string;
  readonly isStored: boolean;
  readonly listSha256: string;
};
