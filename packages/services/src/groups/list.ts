// Groups by slug, with their members.
import { organisation, type GroupView, type Page } from "@chancery/core";
import { listGroups as readGroups } from "@chancery/db";
import { pageByKey, PageInput } from "../paging.ts";
import { query } from "../query.ts";
import { groupViews } from "./group-view.ts";

export const listGroups = query({
  permission: "person:read",
  input: PageInput,
  subject: () => Promise.resolve(organisation),
  run({ reader, house, now }, { after, limit }): Promise<Page<GroupView>> {
    return pageByKey(house, {
      filter: ["groups"],
      after,
      limit,
      keyOf: ({ slug }) => slug,
      read: async (page) => groupViews(reader, await readGroups(reader, page), now),
    });
  },
});
