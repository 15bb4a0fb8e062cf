// Whether a file may stand at a path of a draft beside those that are there.
import { orThrow, pathCollides, refuse, refused, type Reason } from "@chancery/core";
import { clashingPath, type Reader } from "@chancery/db";

/** CONFLICT when some file system would take the path for another one's, or for a folder of it. */
export async function refuseClash(
  reader: Reader,
  place: { readonly versionId: string; readonly path: string },
): Promise<void> {
  const other = await clashingPath(reader, place);
  if (other !== undefined) orThrow(refused("CONFLICT", pathCollides(place.path, other)));
}

export const whyTaken = (path: string): Reason => ({
  code: "path_taken",
  message: `the draft has another file at ${path}: remove it first`,
});
export const pathTaken = (path: string) => refuse("CONFLICT", "path_taken", whyTaken(path).message);
