// Lists datasets by name: those registered by themselves, and those of models one may see.
import { SearchText, DatasetSummary, paged, type Page } from "@chancery/core";
import { namesOf, readDatasets } from "@chancery/db";
import { openPageKey, PageInput, pageOf, sealPageKey } from "../paging.ts";
import { listing } from "../query.ts";
import { datasetSummary } from "./dataset-summary.ts";

export const listDatasets = listing({
  permission: "dataset:read",
  input: PageInput.extend({ q: SearchText.optional() }),
  output: paged(DatasetSummary),
  async run({ reader, house, visible }, { after, limit, q }): Promise<Page<DatasetSummary>> {
    const key = openPageKey(house, ["datasets", q], after);
    const rows = await readDatasets(reader, visible, {
      q,
      after: key && { name: String(key[0]), id: String(key[1]) },
      limit: limit + 1,
    });
    const names = await namesOf(
      reader,
      rows.map(({ ownerId }) => ownerId),
    );
    return pageOf(rows, {
      limit,
      keyOf: (row) => [row.name, row.id],
      seal: (last) => sealPageKey(house, ["datasets", q], last),
      toItem: (row) => datasetSummary(row, names),
    });
  },
});
