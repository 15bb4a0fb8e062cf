// Lists every evaluation of a version, those that were retracted too, newest first.
import { ListedEvaluation, paged, type Page } from "@chancery/core";
import { evaluationsOf, holdersOf, retractionsOf } from "@chancery/db";
import { openPageKey, PageInput, pageOf, sealPageKey } from "../paging.ts";
import { query } from "../query.ts";
import { findVersion } from "../subjects/version.ts";
import { approvedStage, listedEvaluation } from "./listed.ts";
import { mayRetract, retractionView } from "./may-retract.ts";
import { standingOf } from "./sides.ts";
import { Target } from "@chancery/core";

export const listEvaluations = query({
  permission: "version:read",
  input: PageInput.extend({ versionId: Target.version }),
  output: paged(ListedEvaluation),
  subject: (reader, { versionId }, asking) => findVersion(reader, versionId, asking),
  async run({ reader, house, subject, actor, grants }, { after, limit }): Promise<Page<ListedEvaluation>> {
    const { id: versionId, modelId } = subject;
    const filter = ["evaluations", versionId];
    const key = openPageKey(house, filter, after);
    const rows = await evaluationsOf(reader, {
      versionId,
      before: key && String(key[0]),
      limit: limit + 1,
      isWhole: true,
    });
    const stage = approvedStage(house.db.stages, await holdersOf(reader, [modelId]), versionId);
    const standing = await standingOf(reader, { versionId, modelId, stage });
    const retractions = await retractionsOf(
      reader,
      rows.map(({ id }) => id),
    );
    const may = mayRetract({ actor, grants, subject });
    return pageOf(rows, {
      limit,
      keyOf: (row) => [row.id],
      seal: (last) => sealPageKey(house, filter, last),
      toItem: (row) => {
        const retraction = retractionView(retractions.get(row.id));
        const recorderIds = [row.evaluatorId, row.evaluatorOwnerId];
        const { marks, ...evaluation } = listedEvaluation(row, standing);
        return {
          ...evaluation,
          marks: retraction ? [] : marks,
          retraction,
          mayRetract: retraction === null && may(recorderIds),
        };
      },
    });
  },
});
