// Grants, ended ones too, newest first: who could do what, and when.
import { organisation, Target, GrantView, paged, type Page } from "@chancery/core";
import { actorById, groupById, listGrants as readGrants, type Reader } from "@chancery/db";
import { z } from "zod";
import { pageByKey, PageInput } from "../paging.ts";
import { query } from "../query.ts";
import { refuseUnknown } from "../unknown-filter.ts";
import { type Asking } from "../authorise.ts";
import { findAccount } from "../subjects/account.ts";
import { findGroup } from "../subjects/team.ts";
import { grantViews } from "./grant-view.ts";

export const listGrants = query({
  permission: "grant:read",
  input: PageInput.extend({
    /** An account or a group. */
    holderId: z.union([Target.account, Target.group]).optional(),
  }),
  output: paged(GrantView),
  subject: () => Promise.resolve(organisation),
  async run({ reader, house, asking }, { holderId: holder, after, limit }): Promise<Page<GrantView>> {
    const holderId = holder && (holder.id ?? (await holderOf(reader, holder, asking))?.id ?? "");
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
        value: holder?.text,
        what: "account or group",
        exists: async () =>
          ((await actorById(reader, holderId ?? "")) ?? (await groupById(reader, holderId ?? ""))) !== undefined,
      });
    return page;
  },
});

const holderOf = (reader: Reader, { noun, ...named }: Target<"account"> | Target<"group">, asking: Asking) =>
  noun === "group" ? findGroup(reader, { noun, ...named }) : findAccount(reader, { noun, ...named }, asking);
