// A file of a version: where it is, how long, and which bytes.
import { z } from "zod";
import { StoredFilePath } from "./file-path.ts";
import type { View } from "./kernel/view.ts";
import { Sha256 } from "./names.ts";

export const FileEntry = z
  .strictObject({ path: StoredFilePath, sizeBytes: z.int().nonnegative(), sha256: Sha256 })
  .meta({ id: "File", description: "One file of a version." });
export type FileEntry = View<typeof FileEntry>;
