// Both ports in one folder: staging/<upload id> and blobs/ab/cd/<sha256>, on one device, so that a commit is a rename.
import { join, resolve } from "node:path";
import { openFolderBlobs } from "./folder-blobs.ts";
import { openFolderStaging } from "./folder-staging.ts";
import type { Artifacts } from "./ports.ts";

/** Makes what is missing of it. `reserveBytes` stay free on its device: see `reserveOn`. */
export async function openFolder(at: { readonly root: string; readonly reserveBytes?: number }): Promise<Artifacts> {
  const root = resolve(at.root);
  return {
    uploads: await openFolderStaging({ path: join(root, "staging"), reserveBytes: at.reserveBytes }),
    blobs: await openFolderBlobs(join(root, "blobs")),
  };
}
