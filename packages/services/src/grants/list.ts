// Grants, ended ones too, newest first: who could do what, and when.
import { organisation, type GrantView, type Page } from "@chancery/core";
import { listGrants as readGrants } from "@chancery/db";
import { z } from "zod";
import { pageByKey, PageInput } from "../paging.ts";
import { query } from "../query.ts";
import { grantViews } from "./grant-view.ts";

export const listGrants = query({
  permission: "grant:read",
  input: PageInput.extend({ holderId: z.uuid().optional() }),
  subject: () => Promise.resolve(organisation),
  run({ reader, house }, { holderId, after, limit }): Promise<Page<GrantView>> {
    return pageByKey(house, {
      filter: ["grants", holderId],
      after,
      limit,
      keyOf: ({ id }) => id,
      read: async (page) => grantViews(reader, await readGrants(reader, { holderId, ...page })),
    });
  },
});
