// Lists a version's files by path.
import { FileEntry, paged, type Page } from "@chancery/core";
import { filesOf } from "@chancery/db";
import { openPageKey, PageInput, pageOf, sealPageKey } from "../paging.ts";
import { query } from "../query.ts";
import { Target } from "@chancery/core";
import { findVersion } from "../subjects/version.ts";

export const listVersionFiles = query({
  permission: "version:read",
  input: PageInput.extend({ versionId: Target.version }),
  output: paged(FileEntry),
  subject: (reader, { versionId }, asking) => findVersion(reader, versionId, asking),
  async run({ reader, house, subject: version }, { after, limit }): Promise<Page<FileEntry>> {
    const filter = ["files", version.id];
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
