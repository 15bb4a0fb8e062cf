// Grants, ended ones too, newest first: who could do what, and when.
import { organisation, type GrantView, type Page } from "@chancery/core";
import { actorById, groupById, listGrants as readGrants } from "@chancery/db";
import { z } from "zod";
import { pageByKey, PageInput } from "../paging.ts";
import { query } from "../query.ts";
import { refuseUnknown } from "../unknown-filter.ts";
import { grantViews } from "./grant-view.ts";

export const listGrants = query({
  permission: "grant:read",
  input: PageInput.extend({ holderId: z.uuid().optional() }),
  subject: () => Promise.resolve(organisation),
  async run({ reader, house }, { holderId, after, limit }): Promise<Page<GrantView>> {
    const page = await pageByKey<GrantView>(house, {
      filter: ["grants", holderId],
      after,
      limit,
      keyOf: ({ id }) => id,
      read: async (range) => grantViews(reader, await readGrants(reader, { holderId, ...range })),
    });
    if (page.items.length === 0 && after === undefined)
      await refuseUnknown({
        filter: "holder",
        value: holderId,
        what: "account or group",
        exists: async (id) => ((await actorById(reader, id)) ?? (await groupById(reader, id))) !== undefined,
      });
    return page;
  },
});
