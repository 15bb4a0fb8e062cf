// Promotions: the reviews inbox tab by tab, or all of one version.
import { can, promotionTabs, rolesOn, Target, PromotionSummary, paged } from "@chancery/core";
import { listPromotions as readPromotions, versionSubject, type PromotionsOf, type Reader } from "@chancery/db";
import { z } from "zod";
import { openPageKey, PageInput, pageOf, sealPageKey } from "../paging.ts";
import { listing } from "../query.ts";
import { refuseUnknown } from "../unknown-filter.ts";
import { findVersion } from "../subjects/version.ts";
import { viewerOf, weigh } from "./facts.ts";
import { summaryOf } from "./summary.ts";
import { waitingFor } from "./waiting.ts";

export const ListPromotionsInput = PageInput.extend({
  tab: z.enum(promotionTabs).optional(),
  versionId: Target.version.optional(),
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
  output: paged(PromotionSummary),
  async run({ reader, house, visible, actor, grants, now }, { tab, versionId: version, after, limit }) {
    const versionId = version?.id ?? (version && (await findVersion(reader, version, { actor }))?.id) ?? "";
    const asked = tab === undefined ? { versionId } : { tab };
    const [key] = openPageKey(house, { promotions: asked }, after) ?? [];
    const below = key === undefined ? undefined : Number(key);
    const inTeams = grants.filter((grant) => grant.scope === "team").map((grant) => grant.scopeId);
    const teamIds = actor.defaultTeam ? [...inTeams, actor.defaultTeam.id] : inTeams;
    const viewer = viewerOf(actor, now);
    const of: PromotionsOf =
      tab === undefined ? { versionId } : tab === "mine" ? { ids: await someOf(reader, viewer, below) } : { tab };
    const rows = await readPromotions(reader, { visible, viewer, of, teamIds, below, limit: limit + 1 });
    if (rows.length === 0 && below === undefined)
      await refuseUnknown({
        filter: "versionId",
        value: version?.text,
        what: "version",
        exists: async () => {
          const found = await versionSubject(reader, versionId);
          return found !== undefined && can(actor, rolesOn(actor, grants, found), "promotion:read").ok;
        },
      });
    return pageOf(await weigh(reader, rows), {
      limit,
      keyOf: ({ row }) => [row.number],
      seal: (key) => sealPageKey(house, { promotions: asked }, key),
      toItem: summaryOf,
    });
  },
});

/** More than a page holds; both engines bind some 32,000 values to a statement. */
const mostWaiting = 1_000;
const someOf = async (reader: Reader, viewer: ReturnType<typeof viewerOf>, below = Infinity) =>
  (await waitingFor(reader, viewer))
    .filter(({ number }) => number < below)
    .slice(0, mostWaiting)
    .map(({ id }) => id);
