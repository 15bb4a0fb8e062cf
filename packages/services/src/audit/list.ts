// The audit list: newest first, filtered as the screen says, one page by index.
import { organisation, AuditEntryView, paged, type Page } from "@chancery/core";
import { searchEntries } from "@chancery/db";
import { openPageKey, PageInput, pageOf, sealPageKey } from "../paging.ts";
import { query } from "../query.ts";
import { entryFilter, toAuditFilter } from "./entry-filter.ts";
import { entryViews } from "./entry-views.ts";
import { refuseUnknownInLog } from "./unknown-in-log.ts";

export const listAuditEntries = query({
  permission: "audit:read",
  input: PageInput.extend(entryFilter),
  output: paged(AuditEntryView),
  subject: () => Promise.resolve(organisation),
  async run({ house, reader }, { after, limit, ...filter }): Promise<Page<AuditEntryView>> {
    const asked = { list: "audit", ...filter };
    const key = openPageKey(house, asked, after);
    const rows = await searchEntries(reader, toAuditFilter(filter), {
      limit: limit + 1,
      order: "newest",
      ...(key && { below: Number(key[0]) }),
    });
    if (rows.length === 0 && key === undefined) await refuseUnknownInLog(reader, filter);
    const page = pageOf(rows, {
      limit,
      keyOf: (row) => [row.index],
      seal: (last) => sealPageKey(house, asked, last),
      toItem: (row) => row,
    });
    return { items: await entryViews(reader, page.items), next: page.next };
  },
});
