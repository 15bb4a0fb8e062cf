// The lineage edges of a version in the order they were recorded, those that were retracted too.
import { ListedEdge, paged, type Page } from "@chancery/core";
import { lineageOf, namesOf, retractionsOf } from "@chancery/db";
import { openPageKey, PageInput, pageOf, sealPageKey } from "../paging.ts";
import { mayRetract, retractionView } from "../evaluations/may-retract.ts";
import { query, visibleTo } from "../query.ts";
import { findVersion } from "../subjects/version.ts";
import { lineageView } from "./lineage-view.ts";
import { Target } from "@chancery/core";

/** A base version is named only where the caller may see its model. */
export const listLineage = query({
  permission: "version:read",
  input: PageInput.extend({ versionId: Target.version }),
  output: paged(ListedEdge),
  subject: (reader, { versionId }, asking) => findVersion(reader, versionId, asking),
  async run({ reader, actor, grants, house, subject }, { after, limit }): Promise<Page<ListedEdge>> {
    const versionId = subject.id;
    const filter = ["lineage", versionId];
    const key = openPageKey(house, filter, after);
    const rows = await lineageOf(reader, visibleTo(actor, grants, "version:read"), {
      versionId,
      after: key && String(key[0]),
      limit: limit + 1,
      isWhole: true,
    });
    const retractions = await retractionsOf(
      reader,
      rows.map(({ id }) => id),
    );
    const names = await namesOf(
      reader,
      rows.map(({ createdBy }) => createdBy),
    );
    const may = mayRetract({ actor, grants, subject });
    return pageOf(rows, {
      limit,
      keyOf: ({ id }) => [id],
      seal: (last) => sealPageKey(house, filter, last),
      toItem: (row) => {
        const retraction = retractionView(retractions.get(row.id));
        return {
          ...lineageView(row),
          recordedBy: names.get(row.createdBy) ?? row.createdBy,
          retraction,
          mayRetract: retraction === null && may([row.createdBy, row.recorderOwnerId]),
        };
      },
    });
  },
});
