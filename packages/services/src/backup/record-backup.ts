// What a backup leaves in the log it was taken of: a copy of everything is somewhere else now.
import { organisation } from "@chancery/core";
import { z } from "zod";
import { command } from "../command.ts";
import { inside } from "../describes.ts";

/** An act of the system alone. `treeSize` and `blobs` are what the copy holds. */
export const recordBackup = command({
  kind: "backup.taken@1",
  permission: "backup:record",
  input: z.strictObject({ takenAt: z.iso.datetime(), treeSize: z.int().min(0), blobs: z.int().min(0) }),
  output: inside,
  subject: () => Promise.resolve(organisation),
  run: (_scope, audit) => Promise.resolve({ result: audit, audit }),
});
