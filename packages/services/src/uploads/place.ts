// Whether a file may stand at a path of a draft beside those that are there.
import { refuse } from "@chancery/core";
import { clashingPath, type Reader } from "@chancery/db";

/** CONFLICT when some file system would take the path for another one's, or for a folder of it. */
export async function refuseClash(
  reader: Reader,
  place: { readonly versionId: string; readonly path: string },
): Promise<void> {
  const other = await clashingPath(reader, place);
  if (other !== undefined)
    throw refuse(
      "CONFLICT",
      "path_collides",
      `${place.path} and ${other} cannot stand in one folder: rename one of them`,
    );
}

export const pathTaken = (path: string) =>
  refuse("CONFLICT", "path_taken", `the draft has another file at ${path}: remove it first`);
