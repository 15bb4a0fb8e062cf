// The files of a draft are those that entries of the log brought into it: looked at before they are frozen.
import { allowedUnless, orThrow, reasonsShown, sha256Hex, type FileEntry, type Reason } from "@chancery/core";
import { batchLists } from "@chancery/db";
import { followLog } from "../audit/known-log.ts";
import type { Held } from "../audit/said.ts";

type Draft = { readonly versionId: string; readonly files: readonly FileEntry[] };

/** ILLEGAL_TRANSITION `record_contradicts_log` for every file that did not come so, and every one that is gone. */
export async function assertFilesAsSent(held: Held, { versionId, files }: Draft): Promise<void> {
  const { sent, reasons } = await filesSent(held, versionId);
  const present = new Set(files.map(({ path }) => path));
  const wrong = files.flatMap(({ path, sizeBytes, sha256 }) => {
    const told = sent.get(path);
    if (told?.sha256 === sha256 && told.sizeBytes === sizeBytes) return [];
    return [
      said(
        `the file ${path} of this draft ${told ? "is not the one that was sent" : "was never sent"}`,
        "remove it and send it again",
      ),
    ];
  });
  const gone = [...sent.keys()]
    .filter((path) => !present.has(path))
    .map((path) => said(`the file ${path} of this draft is gone, although nobody removed it`, "send it again"));
  orThrow(allowedUnless("ILLEGAL_TRANSITION", reasonsShown([...reasons, ...wrong, ...gone])));
}

const said = (what: string, remedy: string): Reason => ({
  code: "record_contradicts_log",
  message: `the log says that ${what}: ${remedy}, and ask an admin to check the audit log`,
});

/** By path what entries say is there now. */
async function filesSent({ reader, house }: Held, versionId: string) {
  const events = (await followLog(house, reader)).drafts.eventsIn(versionId);
  const ids = events.flatMap((event) => ("batch" in event ? [event.batch.id] : []));
  const lists = new Map((await batchLists(reader, ids)).map(({ id, files }) => [id, files]));
  const sent = new Map<string, FileEntry>();
  const reasons: Reason[] = [];
  for (const event of events)
    if ("removed" in event) sent.delete(event.removed);
    else if ("added" in event) sent.set(event.added.path, event.added);
    else {
      const list = lists.get(event.batch.id);
      if (list === undefined || sha256Hex(list) !== event.batch.listSha256)
        reasons.push(
          said(
            `the list of files of the batch ${event.batch.id} is not the one that came`,
            "discard this draft and begin another",
          ),
        );
      else for (const file of JSON.parse(list) as readonly FileEntry[]) sent.set(file.path, file);
    }
  return { sent, reasons };
}
