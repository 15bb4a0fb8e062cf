// Lists one's own uploads that are on their way into a version, by path.
import type { Page, UploadView } from "@chancery/core";
import { receivingAfter, sessionKeyOf, versionSubject } from "@chancery/db";
import { z } from "zod";
import { openPageKey, PageInput, pageOf, sealPageKey } from "../paging.ts";
import { query } from "../query.ts";
import { uploadView } from "./upload-view.ts";

export const listUploads = query({
  permission: "version:read",
  input: PageInput.extend({ versionId: z.uuid() }),
  subject: (reader, { versionId }) => versionSubject(reader, versionId),
  async run({ reader, house, actor }, { versionId, after, limit }): Promise<Page<UploadView>> {
    const filter = ["uploads", versionId, actor.id];
    const key = openPageKey(house, filter, after);
    const from = key && String(key[0]);
    const rows = await receivingAfter(reader, { versionId, actorId: actor.id, after: from, limit: limit + 1 });
    const page = pageOf(rows, {
      limit,
      keyOf: (upload) => [sessionKeyOf(upload)],
      seal: (last) => sealPageKey(house, filter, last),
      toItem: (row) => row,
    });
    return { ...page, items: await Promise.all(page.items.map((row) => uploadView(house, row))) };
  },
});
