// Lists the models a caller may see.
import {
  orThrow,
  SearchText,
  StageText,
  TierText,
  mayNameStage,
  mayNameTier,
  Target,
  ModelSummary,
  paged,
  type Page,
} from "@chancery/core";
import { readModels } from "@chancery/db";
import { z } from "zod";
import { openPageKey, PageInput, pageOf, sealPageKey } from "../paging.ts";
import { listing } from "../query.ts";
import { refuseUnknown } from "../unknown-filter.ts";
import { teamNamed } from "../subjects/team.ts";
import { summariesOf } from "./summary.ts";

export const ListModelsInput = PageInput.extend({
  /** Part of a name or description. */
  q: SearchText.optional(),
  team: Target.team.optional(),
  /** Only models with a version in it now. */
  stage: StageText.optional(),
  tier: TierText.optional(),
  /** Last registered first, which no change moves: a walk misses none. `changed` is for screens. */
  order: z.enum(["created", "changed"]).default("created"),
});

/** Restricted models appear only to those who may see them. */
export const listModels = listing({
  permission: "model:read",
  input: ListModelsInput,
  output: paged(ModelSummary),
  async run({ reader, house, visible }, { after, limit, order, team, ...given }): Promise<Page<ModelSummary>> {
    const slug = team && (team.id === undefined ? team.text : ((await teamNamed(reader, team))?.slug ?? ""));
    const filter = { ...given, ...(slug !== undefined && { team: slug }) };
    const { stage, tier } = filter;
    if (stage !== undefined) orThrow(mayNameStage(house.db.stages, stage));
    if (tier !== undefined) orThrow(mayNameTier(house.db.tiers, tier));
    const asked = ["models", order, filter];
    const key = openPageKey(house, asked, after);
    const rows = await readModels(reader, visible, {
      filter,
      order,
      after: key && { changedAt: new Date(Number(key[0])), id: String(key[1]) },
      limit: limit + 1,
    });
    if (rows.length === 0 && key === undefined)
      await refuseUnknown({
        filter: "team",
        value: team?.text,
        what: "team",
        exists: async () => team !== undefined && (await teamNamed(reader, team)) !== undefined,
      });
    const summaries = await summariesOf(reader, rows.slice(0, limit));
    return pageOf(rows, {
      limit,
      keyOf: (row) => [row.changedAt.getTime(), row.id],
      seal: (last) => sealPageKey(house, asked, last),
      toItem: (row) => summaries[rows.indexOf(row)]!,
    });
  },
});
