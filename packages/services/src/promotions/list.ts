// The reviews inbox, tab by tab.
import { promotionTabs } from "@chancery/core";
import { promotionsInTab } from "@chancery/db";
import { z } from "zod";
import { openPageKey, PageInput, pageOf, sealPageKey } from "../paging.ts";
import { listing } from "../query.ts";
import { viewerOf, weigh } from "./facts.ts";
import { summaryOf } from "./summary.ts";

/**
 * Promotions newest first: `mine` wait for a vote of the viewer, `asked` are the viewer's and its service accounts' own,
 * `team` are about models of its teams, `decided` are closed.
 */
export const listPromotions = listing({
  permission: "promotion:read",
  input: PageInput.extend({ tab: z.enum(promotionTabs) }),
  async run({ reader, house, visible, actor, grants, now }, { tab, after, limit }) {
    const [below] = openPageKey(house, { promotions: tab }, after) ?? [];
    const inTeams = grants.filter((grant) => grant.scope === "team").map((grant) => grant.scopeId);
    const teamIds = actor.defaultTeam ? [...inTeams, actor.defaultTeam.id] : inTeams;
    const rows = await promotionsInTab(reader, {
      visible,
      viewer: viewerOf(actor, now),
      tab,
      teamIds,
      below: below === undefined ? undefined : Number(below),
      limit: limit + 1,
    });
    return pageOf(await weigh(reader, rows), {
      limit,
      keyOf: ({ row }) => [row.number],
      seal: (key) => sealPageKey(house, { promotions: tab }, key),
      toItem: summaryOf,
    });
  },
});
