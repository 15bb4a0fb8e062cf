// Groups by slug, with their members.
import { organisation, SearchText, GroupView, paged, type Page } from "@chancery/core";
import { listGroups as readGroups } from "@chancery/db";
import { pageByKey, PageInput } from "../paging.ts";
import { query } from "../query.ts";
import { groupViews } from "./group-view.ts";

export const listGroups = query({
  permission: "person:read",
  input: PageInput.extend({
    /** Part of a name or slug. */
    q: SearchText.optional(),
  }),
  output: paged(GroupView),
  subject: () => Promise.resolve(organisation),
  run({ reader, house, now }, { q, after, limit }): Promise<Page<GroupView>> {
    return pageByKey(house, {
      filter: ["groups", q],
      after,
      limit,
      keyOf: ({ slug }) => slug,
      read: async (page) => groupViews(reader, await readGroups(reader, { q, ...page }), now),
    });
  },
});
