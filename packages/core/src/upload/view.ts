// What is on its way into a draft, as its sender and those who may edit the draft see it.
import { z } from "zod";
import { Digest, Id, Time, type View } from "../kernel/view.ts";

export const UploadView = z
  .object({
    id: Id,
    versionId: Id,
    path: z.string(),
    sizeBytes: z.int(),
    sha256: Digest.nullable().describe("while nobody stated it"),
    offset: z.int(),
    state: z.enum(["receiving", "committed"]),
    fileCount: z
      .int()
      .optional()
      .describe("Of a batch that is on its way: how many files it brings. Its path is empty."),
  })
  .meta({
    id: "Upload",
    description: "`offset` bytes are durable on the server; `state` is `committed` once the file is part of the draft.",
  });
export type UploadView = View<typeof UploadView>;

export const OpenUpload = z
  .object({
    ...UploadView.shape,
    sender: z.object({ id: Id, name: z.string() }),
    isOwn: z.boolean(),
    createdAt: Time,
    touchedAt: Time.describe("When bytes last came, or somebody last had it to write to. What rests for a week goes."),
  })
  .meta({ id: "OpenUpload", description: "A session that is open, as those who may edit its draft see it." });
export type OpenUpload = View<typeof OpenUpload>;

export const BatchView = z
  .object({
    id: Id,
    versionId: Id,
    sizeBytes: z.int().describe("Of the body."),
    offset: z.int(),
    wanted: z
      .array(z.int())
      .describe("Positions in the list of those files whose contents are to be sent, in this order."),
  })
  .meta({
    id: "Batch",
    description: "The session of a batch of files: its body is the wanted contents, one behind the other.",
  });
export type BatchView = View<typeof BatchView>;
