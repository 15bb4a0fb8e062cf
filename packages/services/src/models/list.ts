// Lists the models a caller may see, last changed first.
import { SearchText, stageNames, TeamSlug, tiers, type ModelSummary, type Page } from "@chancery/core";
import { readModels } from "@chancery/db";
import { z } from "zod";
import { openPageKey, PageInput, pageOf, sealPageKey } from "../paging.ts";
import { listing } from "../query.ts";
import { summariesOf } from "./summary.ts";

export const ListModelsInput = PageInput.extend({
  /** Part of a name or description. */
  q: SearchText.optional(),
  team: TeamSlug.optional(),
  /** Only models with a version in it now. */
  stage: z.enum(stageNames).optional(),
  tier: z.enum(tiers).optional(),
});

/** Restricted models appear only to those who may see them. */
export const listModels = listing({
  permission: "model:read",
  input: ListModelsInput,
  async run({ reader, house, visible }, { after, limit, ...filter }): Promise<Page<ModelSummary>> {
    const key = openPageKey(house, ["models", filter], after);
    const rows = await readModels(reader, visible, {
      filter,
      after: key && { changedAt: new Date(Number(key[0])), id: String(key[1]) },
      limit: limit + 1,
    });
    const summaries = await summariesOf(reader, rows.slice(0, limit));
    return pageOf(rows, {
      limit,
      keyOf: (row) => [row.changedAt.getTime(), row.id],
      seal: (last) => sealPageKey(house, ["models", filter], last),
      toItem: (row) => summaries[rows.indexOf(row)]!,
    });
  },
});
