// Lists a version's files by path.
import type { FileEntry, Page } from "@chancery/core";
import { filesOf, versionSubject } from "@chancery/db";
import { z } from "zod";
import { openPageKey, PageInput, pageOf, sealPageKey } from "../paging.ts";
import { query } from "../query.ts";

export const listVersionFiles = query({
  permission: "version:read",
  input: PageInput.extend({ versionId: z.uuid() }),
  subject: (reader, { versionId }) => versionSubject(reader, versionId),
  async run({ reader, house, subject: version }, { versionId, after, limit }): Promise<Page<FileEntry>> {
    const filter = ["files", versionId];
    const key = openPageKey(house, filter, after);
    const rows = await filesOf(reader, { version, after: key && String(key[0]), limit: limit + 1 });
    return pageOf(rows, {
      limit,
      keyOf: (file) => [file.path],
      seal: (last) => sealPageKey(house, filter, last),
      toItem: (file) => file,
    });
  },
});
