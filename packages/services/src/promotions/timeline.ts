// A promotion's timeline: every act on it, refusals included, and what changed on its version and model meanwhile.
import { actIn, Target, TimelineEntry, paged, type Leaf, type Page } from "@chancery/core";
import {
  dossierRevisionsOf,
  timelineEntries,
  votesOn,
  type PromotionRow,
  type Reader,
  type VoteRow,
} from "@chancery/db";
import { entryViews, leafOf } from "../audit/entry-views.ts";
import type { House } from "../house.ts";
import { openPageKey, PageInput, pageOf, sealPageKey } from "../paging.ts";
import { query } from "../query.ts";
import { findPromotion } from "../subjects/promotion.ts";

/** How much of it a promotion's page begins with. */
export const timelineLength = 50;

/** Newest first. What changed on version and model counts from the request to the decision. */
export const promotionTimeline = query({
  permission: "promotion:read",
  input: PageInput.extend({ number: Target.promotion }),
  output: paged(TimelineEntry),
  subject: (reader, { number }) => findPromotion(reader, number),
  async run({ reader, house, subject: { row } }, { after, limit }): Promise<Page<TimelineEntry>> {
    const votes = await votesOn(reader, [row.id]);
    return timelineOf(reader, { house, row, votes, after, limit });
  },
});

type Asked = {
  readonly house: House;
  readonly row: PromotionRow;
  readonly votes: readonly VoteRow[];
  readonly after?: string | undefined;
  readonly limit: number;
};

export async function timelineOf(
  reader: Reader,
  { house, row, votes, after, limit }: Asked,
): Promise<Page<TimelineEntry>> {
  const { id: promotionId, versionId, modelId, createdAt: since, decidedAt: until } = row;
  const [below] = openPageKey(house, { timeline: promotionId }, after) ?? [];
  const staling = await stalingOf(reader, row, votes);
  const found = await timelineEntries(reader, {
    promotionId,
    versionId,
    modelId,
    since,
    until,
    causes: [...staling.by],
    below: below === undefined ? undefined : Number(below),
    limit: limit + 1,
  });
  const views = await entryViews(reader, found);
  const entries = found.map((entry, at) => ({ leaf: leafOf(entry), view: views[at]! }));
  return pageOf(entries, {
    limit,
    keyOf: ({ view }) => [view.index],
    seal: (key) => sealPageKey(house, { timeline: promotionId }, key),
    toItem: ({ leaf, view: { index, at, sentence, outcome } }) => ({
      index,
      at,
      sentence,
      outcome,
      on: leaf ? subjectKind(leaf) : "promotion",
      isStaling: leaf !== undefined && isStaling(leaf, staling),
    }),
  });
}

function subjectKind({ subject }: Leaf): TimelineEntry["on"] {
  if (subject.startsWith("version/")) return "version";
  return subject.startsWith("model/") ? "model" : "promotion";
}

type Staling = { readonly by: ReadonlySet<string>; readonly votes: readonly VoteRow[] };

/** The entries that made a revision of the dossier old, in so far as votes were cast on it. */
async function stalingOf(reader: Reader, row: PromotionRow, votes: readonly VoteRow[]): Promise<Staling> {
  const caused = (await dossierRevisionsOf(reader, row.id)).map(({ causedBy }) => causedBy);
  return { by: new Set([...caused, row.dossierOldBy].filter((id) => id !== null)), votes };
}

/** It changed a part that approvals given before it are bound to. */
function isStaling(leaf: Leaf, { by, votes }: Staling): boolean {
  const before = votes.filter(({ decision, createdAt }) => decision === "approve" && createdAt <= leaf.time);
  if (by.has(leaf.id)) return before.length > 0;
  // Votes of before bound two parts that could change, and no revision says by what.
  const early = before.filter(({ digests }) => digests.modelCard === undefined);
  const act = actIn(leaf);
  if (act?.kind === "evaluation.recorded@1") return early.length > 0;
  if (act?.kind !== "version.revised@1" || act.data.field !== "card") return false;
  return early.some(({ digests }) => digests.card !== act.data.digest);
}
