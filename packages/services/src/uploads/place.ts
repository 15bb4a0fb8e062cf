// Whether a file may stand at a path of a draft beside those that are there.
import {
  allowedUnless,
  FilePath,
  mayStandBeside,
  orThrow,
  pathCollides,
  refuse,
  refused,
  type Reason,
} from "@chancery/core";
import { batchesReceiving, clashingPath, type Reader } from "@chancery/db";

export const shownPath = (path: string): string => JSON.stringify(path.slice(0, 200));

/** What is wrong with a path by itself. Asked again before a file comes in: the row of its upload may have been edited. */
export function whyNoPath(path: string): readonly Reason[] {
  const { error } = FilePath.safeParse(path);
  if (!error) return [];
  return [{ code: "path_invalid", message: `${shownPath(path)}: ${error.issues[0]?.message ?? "no path"}` }];
}

/** INVALID_INPUT for what is no path, CONFLICT when some file system would take it for another one's, or for a folder of it. */
export async function refuseClash(
  reader: Reader,
  place: { readonly versionId: string; readonly path: string },
): Promise<void> {
  orThrow(allowedUnless("INVALID_INPUT", whyNoPath(place.path)));
  const other = await clashingPath(reader, place);
  if (other !== undefined) orThrow(refused("CONFLICT", pathCollides(place.path, other)));
}

/** CONFLICT when a batch on its way brings a file to the path, or one that cannot stand beside it. */
export async function refuseBatched(
  reader: Reader,
  { versionId, path }: { readonly versionId: string; readonly path: string },
): Promise<void> {
  for (const batch of await batchesReceiving(reader, versionId)) {
    const paths = batch.plan.map((file) => file.path);
    if (paths.includes(path)) orThrow(refused("CONFLICT", whyReceiving(path, batch)));
    orThrow(mayStandBeside([path], paths));
  }
}

/** Why a path is not free: the upload that brings it, alone or in a batch. */
export const whyReceiving = (
  path: string,
  { id, fileCount = 1 }: { readonly id: string; readonly fileCount?: number },
): Reason => ({
  code: "path_receiving",
  message: `${path} is already being uploaded in ${fileCount === 1 ? "upload" : `a batch of ${fileCount} files, upload`} ${id}: finish or end that one first`,
});

export const whyTaken = (path: string): Reason => ({
  code: "path_taken",
  message: `the draft has another file at ${path}: remove it first`,
});
export const pathTaken = (path: string) => refuse("CONFLICT", "path_taken", whyTaken(path).message);
