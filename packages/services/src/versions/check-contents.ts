// Reads every stored content back and holds it against its SHA-256: what a disk may have done to bytes at rest.
import { isIntact } from "@chancery/artifacts";
import { contentsUnplaced, filesWith, type BlobRow } from "@chancery/db";
import type { House } from "../house.ts";
import { hasReason } from "../refusals.ts";
import { openAt, storedContents } from "../stored-contents.ts";

type Fault = "damaged" | "missing" | "unreadable";
/** `files`: where it stands, as `team/name:12 path`; at most twenty. */
export type ContentFault = { readonly sha256: string; readonly fault: Fault; readonly files: readonly string[] };
export type ContentsCheck = {
  /** The packs that hold many of them are read too. */
  readonly contents: number;
  readonly sizeBytes: number;
  readonly faults: readonly ContentFault[];
};

const shownFiles = 20;

/** Reads as much as is stored and holds no lock. Contents that come in meanwhile are left to the next check. */
export async function checkContents(house: House): Promise<ContentsCheck> {
  const faults: ContentFault[] = [];
  let [contents, sizeBytes] = [0, 0];
  const note = async (sha256: string, fault: Fault | undefined) => {
    contents += 1;
    if (fault) faults.push({ sha256, fault, files: await filesHolding(house, sha256) });
  };
  for await (const blob of storedContents(house.db.read)) {
    await note(blob.sha256, await faultOf(house, blob));
    if (blob.packSha256 === null) sizeBytes += blob.sizeBytes;
  }
  for (const sha256 of await contentsUnplaced(house.db.read)) await note(sha256, "missing");
  return { contents, sizeBytes, faults };
}

async function faultOf(house: House, blob: BlobRow): Promise<Fault | undefined> {
  const { sha256 } = blob;
  try {
    return (await isIntact(await openAt(house, blob), sha256)) ? undefined : "damaged";
  } catch (error) {
    if (hasReason(error, "blob_unknown")) return "missing";
    if (hasReason(error, "content_damaged")) return "damaged";
    house.log.error({ err: error, sha256 }, "a stored content cannot be read");
    return "unreadable";
  }
}

async function filesHolding(house: House, sha256: string): Promise<readonly string[]> {
  const files = await filesWith(house.db.read, { sha256, limit: shownFiles });
  return files.map(({ team, name, number, path }) => `${team}/${name}:${number} ${path}`);
}
