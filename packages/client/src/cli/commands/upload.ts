// chancery upload: what is on its way into a draft, and its end.
import { sizeText, isUuid, type OpenUpload } from "@chancery/core";
import { paged } from "../../pages.ts";
import { UsageError } from "../exit-code.ts";
import { formatDay, table } from "../format.ts";
import { examples, type Registry } from "../registry.ts";
import { openSession } from "../session.ts";
import { requireReference } from "../values.ts";

export function addUpload({ program, cli, answer }: Registry): void {
  const upload = program.command("upload").description("see and end uploads into a draft");
  const ls = upload
    .command("ls <ref>")
    .description("list the unfinished uploads, yours and others', that keep a draft from being sealed")
    .action(async (text: string) => {
      const versionId = requireReference(text);
      const { client } = await openSession(cli);
      const uploads: OpenUpload[] = [];
      for await (const one of paged((after) => client.api.uploads.list.query({ versionId, after, limit: 200 })))
        uploads.push(one);
      answer({ json: uploads, text: uploadsText(uploads) });
    });
  examples(ls, ["chancery upload ls speech/silero-vad:4"]);
  const rm = upload
    .command("rm <id>")
    .description("end an upload, yours or another's; what has arrived of it is deleted")
    .action(async (uploadId: string) => {
      if (!isUuid(uploadId)) throw new UsageError(`${uploadId}: give an id that chancery upload ls shows`);
      const { client } = await openSession(cli);
      await client.api.uploads.discard.mutate({ uploadId });
      answer({ json: { id: uploadId, isDiscarded: true }, text: `Ended upload ${uploadId}.` });
    });
  examples(rm, ["chancery upload rm 019ca8a0-3e85-7000-8130-e30d5f0e621e"]);
}

const uploadsText = (uploads: readonly OpenUpload[]) =>
  table(
    ["ID", "BRINGS", "SIZE", "SENT", "BY", "BEGUN"],
    uploads.map((upload) => [
      upload.id,
      upload.fileCount === undefined ? upload.path : upload.fileCount === 1 ? "1 file" : `${upload.fileCount} files`,
      sizeText(upload.sizeBytes),
      `${upload.sizeBytes === 0 ? 100 : Math.floor((100 * upload.offset) / upload.sizeBytes)} %`,
      upload.isOwn ? "you" : upload.sender.name,
      formatDay(upload.createdAt),
    ]),
    "There are no unfinished uploads into this version.",
  );
