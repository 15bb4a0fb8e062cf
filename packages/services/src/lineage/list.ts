// The lineage edges of a version in the order they were recorded.
import type { LineageView, Page } from "@chancery/core";
import { lineageOf, versionSubject } from "@chancery/db";
import { z } from "zod";
import { openPageKey, PageInput, pageOf, sealPageKey } from "../paging.ts";
import { query, visibleTo } from "../query.ts";
import { lineageView } from "./lineage-view.ts";

/** A base version is named only where the caller may see its model. */
export const listLineage = query({
  permission: "version:read",
  input: PageInput.extend({ versionId: z.uuid() }),
  subject: (reader, { versionId }) => versionSubject(reader, versionId),
  async run({ reader, actor, grants, house }, { versionId, after, limit }): Promise<Page<LineageView>> {
    const filter = ["lineage", versionId];
    const key = openPageKey(house, filter, after);
    const rows = await lineageOf(reader, visibleTo(actor, grants, "version:read"), {
      versionId,
      after: key && String(key[0]),
      limit: limit + 1,
    });
    return pageOf(rows, {
      limit,
      keyOf: ({ id }) => [id],
      seal: (last) => sealPageKey(house, filter, last),
      toItem: lineageView,
    });
  },
});
