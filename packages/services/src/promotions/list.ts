// Promotions: the reviews inbox tab by tab, or all of one version.
import { can, promotionTabs, rolesOn } from "@chancery/core";
import { listPromotions as readPromotions, versionSubject } from "@chancery/db";
import { z } from "zod";
import { openPageKey, PageInput, pageOf, sealPageKey } from "../paging.ts";
import { listing } from "../query.ts";
import { refuseUnknown } from "../unknown-filter.ts";
import { viewerOf, weigh } from "./facts.ts";
import { summaryOf } from "./summary.ts";

export const ListPromotionsInput = PageInput.extend({
  tab: z.enum(promotionTabs).optional(),
  versionId: z.uuid().optional(),
}).refine(({ tab, versionId }) => (tab === undefined) !== (versionId === undefined), {
  message: "give either a tab or a versionId",
});

/**
 * Promotions newest first. Of the tabs, `mine` wait for a vote of the viewer, `asked` are the viewer's and its service accounts' own,
 * `team` are about models of its teams, `decided` are closed.
 */
export const listPromotions = listing({
  permission: "promotion:read",
  input: ListPromotionsInput,
  async run({ reader, house, visible, actor, grants, now }, { tab, versionId = "", after, limit }) {
    const of = tab === undefined ? { versionId } : { tab };
    const [below] = openPageKey(house, { promotions: of }, after) ?? [];
    const inTeams = grants.filter((grant) => grant.scope === "team").map((grant) => grant.scopeId);
    const teamIds = actor.defaultTeam ? [...inTeams, actor.defaultTeam.id] : inTeams;
    const rows = await readPromotions(reader, {
      visible,
      viewer: viewerOf(actor, now),
      of,
      teamIds,
      below: below === undefined ? undefined : Number(below),
      limit: limit + 1,
    });
    if (rows.length === 0 && below === undefined)
      await refuseUnknown({
        filter: "versionId",
        value: versionId || undefined,
        what: "version",
        exists: async (id) => {
          const version = await versionSubject(reader, id);
          return version !== undefined && can(actor, rolesOn(actor, grants, version), "promotion:read").ok;
        },
      });
    return pageOf(await weigh(reader, rows), {
      limit,
      keyOf: ({ row }) => [row.number],
      seal: (key) => sealPageKey(house, { promotions: of }, key),
      toItem: summaryOf,
    });
  },
});
