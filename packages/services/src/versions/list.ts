// Lists a model's versions, newest first.
import { VersionSummary, paged, type Page } from "@chancery/core";
import { aliasesOf, holdersOf, namesOf, readVersions } from "@chancery/db";
import { openPageKey, PageInput, pageOf, sealPageKey } from "../paging.ts";
import { query } from "../query.ts";
import { findModel } from "../subjects/model.ts";
import { versionSummary } from "./version-summary.ts";
import { Target } from "@chancery/core";

export const listVersions = query({
  permission: "model:read",
  input: PageInput.extend({ model: Target.model }),
  output: paged(VersionSummary),
  subject: (reader, { model }, asking) => findModel(reader, model, asking),
  async run({ reader, house, subject: { id: modelId } }, { after, limit }): Promise<Page<VersionSummary>> {
    const filter = ["versions", modelId];
    const key = openPageKey(house, filter, after);
    const rows = await readVersions(reader, { modelId, before: key && Number(key[0]), limit: limit + 1 });
    const holders = await holdersOf(reader, [modelId]);
    const aliases = await aliasesOf(reader, modelId);
    const names = await namesOf(
      reader,
      rows.map(({ createdBy }) => createdBy),
    );
    return pageOf(rows, {
      limit,
      keyOf: (row) => [row.number],
      seal: (last) => sealPageKey(house, filter, last),
      toItem: (row) => versionSummary(row, { holders, aliases, names }),
    });
  },
});
