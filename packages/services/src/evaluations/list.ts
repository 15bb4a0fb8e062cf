// Lists every evaluation of a version, newest first.
import type { ListedEvaluation, Page } from "@chancery/core";
import { evaluationsOf, holdersOf, versionSubject } from "@chancery/db";
import { z } from "zod";
import { openPageKey, PageInput, pageOf, sealPageKey } from "../paging.ts";
import { query } from "../query.ts";
import { approvedStage, listedEvaluation } from "./listed.ts";
import { standingOf } from "./sides.ts";

export const listEvaluations = query({
  permission: "version:read",
  input: PageInput.extend({ versionId: z.uuid() }),
  subject: (reader, { versionId }) => versionSubject(reader, versionId),
  async run({ reader, house, subject }, { versionId, after, limit }): Promise<Page<ListedEvaluation>> {
    const filter = ["evaluations", versionId];
    const key = openPageKey(house, filter, after);
    const rows = await evaluationsOf(reader, { versionId, before: key && String(key[0]), limit: limit + 1 });
    const { modelId } = subject;
    const stage = approvedStage(await holdersOf(reader, [modelId]), versionId);
    const standing = await standingOf(reader, { versionId, modelId, stage });
    return pageOf(rows, {
      limit,
      keyOf: (row) => [row.id],
      seal: (last) => sealPageKey(house, filter, last),
      toItem: (row) => listedEvaluation(row, standing),
    });
  },
});
