// The members of one group in the order they were added, those who wait to be confirmed included.
import { organisation, Target, MemberView, paged, type Page } from "@chancery/core";
import { membersOf } from "@chancery/db";
import { notFound } from "../authorise.ts";
import { openPageKey, PageInput, pageOf, sealPageKey } from "../paging.ts";
import { query } from "../query.ts";
import { findGroup } from "../subjects/team.ts";
import { memberViews } from "./group-view.ts";

/** NOT_FOUND for a group that does not exist. */
export const listGroupMembers = query({
  permission: "person:read",
  input: PageInput.extend({ groupId: Target.group }),
  output: paged(MemberView),
  subject: () => Promise.resolve(organisation),
  async run({ reader, house, now }, { groupId: asked, after, limit }): Promise<Page<MemberView>> {
    const groupId = (await findGroup(reader, asked))?.id;
    if (groupId === undefined) throw notFound(asked);
    const filter = ["group-members", groupId];
    const key = openPageKey(house, filter, after);
    const rows = await membersOf(reader, { groupId, at: now, after: key && String(key[0]), limit: limit + 1 });
    const views = await memberViews(reader, rows.slice(0, limit));
    return pageOf(rows, {
      limit,
      keyOf: ({ id }) => [id],
      seal: (last) => sealPageKey(house, filter, last),
      toItem: (row) => views[rows.indexOf(row)]!,
    });
  },
});
