// One's own upload, and nobody else's: unknown ones and others' answer alike.
import { UploadView } from "@chancery/core";
import { uploadSubject, type UploadRow } from "@chancery/db";
import { z } from "zod";
import { notFound } from "../authorise.ts";
import type { Call, House } from "../house.ts";
import { query } from "../query.ts";
import { inside } from "../describes.ts";
import { uploadView } from "./upload-view.ts";

export const UploadInput = z.strictObject({ uploadId: z.uuid() });

/** How far one's own upload got. */
export const getUpload = query({
  permission: "upload:read",
  input: UploadInput,
  output: UploadView,
  subject: (reader, { uploadId: id }, { actor }) => uploadSubject(reader, { id, actorId: actor.id }),
  run: ({ house, subject }) => uploadView(house, subject),
});

/** One's own upload, for sending to it: takes the permission to write. */
export const uploadToWrite = query({
  permission: "upload:finish",
  input: UploadInput,
  output: inside,
  refusedAs: "upload.finished@1",
  subject: (reader, { uploadId: id }, { actor }) => uploadSubject(reader, { id, actorId: actor.id }),
  run: ({ subject }) => Promise.resolve(subject),
});

/** One's own upload as it is after a command on it, which judged the permission. */
export async function ownUploadRow(house: House, { actor }: Call, id: string): Promise<UploadRow> {
  const upload = await uploadSubject(house.db.read, { id, actorId: actor.id });
  if (!upload) throw notFound();
  return upload;
}
export const ownUploadView = async (house: House, call: Call, id: string): Promise<UploadView> =>
  uploadView(house, await ownUploadRow(house, call, id));
