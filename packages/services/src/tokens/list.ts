// The API tokens of an account, newest first: one's own, one's service accounts', or, for auditors and admins, anybody's.
import { TokenView, paged, type Page } from "@chancery/core";
import { listTokens as readTokens } from "@chancery/db";
import { pageByKey, PageInput } from "../paging.ts";
import { query } from "../query.ts";
import { accountSubject, findAccount } from "../subjects/account.ts";
import { tokenViews } from "./token-view.ts";
import { Target } from "@chancery/core";

export const listTokens = query({
  permission: "token:read",
  input: PageInput.extend({ actorId: Target.account.optional() }),
  output: paged(TokenView),
  subject: (reader, { actorId }, asking) =>
    actorId ? findAccount(reader, actorId, asking) : accountSubject(reader, asking.actor.id),
  run({ reader, house, subject }, { after, limit }): Promise<Page<TokenView>> {
    return pageByKey(house, {
      filter: ["tokens", subject.id],
      after,
      limit,
      keyOf: ({ id }) => id,
      read: async (page) => tokenViews(reader, await readTokens(reader, { actorId: subject.id, ...page })),
    });
  },
});
