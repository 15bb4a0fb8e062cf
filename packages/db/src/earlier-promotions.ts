// What was asked and decided before on the same content: promotions of versions of one model with one manifest digest.
import { type PromotionState, type StageName } from "@chancery/core";
import { and, count, desc, eq, exists, inArray, lt, ne, notExists, or, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { one, open, type Reader } from "./handle.ts";

/** Content as promotions meet it: the frozen part of a version, within its model. */
export type ContentKey = { readonly modelId: string; readonly manifestDigest: string };
export type EarlierRow = ContentKey & {
  readonly id: string;
  readonly number: number;
  readonly stage: StageName;
  readonly state: PromotionState;
  /** Somebody's last word on it was a rejection or a request for changes. */
  readonly isObjectedTo: boolean;
};
export type EarlierDetail = EarlierRow & {
  readonly versionNumber: number;
  readonly requester: string | null;
  readonly requesterId: string;
  readonly withdrawalNote: string | null;
  readonly createdAt: Date;
  readonly decidedAt: Date | null;
};

const maxObjections = 1000;

/** Of some contents every promotion that somebody objects to, and every one that was executed; those objected to first. One statement, however many. */
export async function decisionsOn(reader: Reader, contents: readonly ContentKey[]): Promise<readonly EarlierRow[]> {
  if (contents.length === 0) return [];
  const { run, t } = open(reader);
  const { promotions: p, versions: v } = t;
  const isObjectedTo = objectedTo(reader);
  const rows = await run
    .select({ ...ofContent(reader), id: p.id, number: p.number, stage: p.stage, state: p.state, isObjectedTo })
    .from(p)
    .innerJoin(v, eq(v.id, p.versionId))
    .where(and(isOneOf(reader, contents), or(eq(p.state, "executed"), exists(lastObjection(reader)))))
    .orderBy(desc(isObjectedTo), desc(p.number))
    .limit(maxObjections);
  return rows.map(typed);
}

/** The promotions of one content, those objected to first, then the newest; and how many there are. */
export async function promotionsOfContent(
  reader: Reader,
  { content, below, limit }: { readonly content: ContentKey; readonly below?: number; readonly limit: number },
): Promise<{ readonly rows: readonly EarlierDetail[]; readonly count: number }> {
  const { run, t } = open(reader);
  const { promotions: p, versions: v, actors: a } = t;
  const isObjectedTo = objectedTo(reader);
  const where = and(isOneOf(reader, [content]), below === undefined ? undefined : lt(p.number, below));
  const counted = await one(run.select({ all: count() }).from(p).innerJoin(v, eq(v.id, p.versionId)).where(where));
  const rows = await run
    .select({
      ...ofContent(reader),
      id: p.id,
      number: p.number,
      stage: p.stage,
      state: p.state,
      isObjectedTo,
      versionNumber: v.number,
      requester: a.name,
      requesterId: p.requesterId,
      withdrawalNote: p.withdrawalNote,
      createdAt: p.createdAt,
      decidedAt: p.decidedAt,
    })
    .from(p)
    .innerJoin(v, eq(v.id, p.versionId))
    .leftJoin(a, eq(a.id, p.requesterId))
    .where(where)
    .orderBy(desc(isObjectedTo), desc(p.number))
    .limit(limit);
  return { rows: rows.map(typed), count: counted?.all ?? 0 };
}

/** A promotion of this model by its number. */
export async function promotionOfModel(
  reader: Reader,
  { modelId, number }: { readonly modelId: string; readonly number: number },
): Promise<{ readonly id: string } | undefined> {
  const { run, t } = open(reader);
  const { promotions: p } = t;
  return one(
    run
      .select({ id: p.id })
      .from(p)
      .where(and(eq(p.number, number), eq(p.modelId, modelId))),
  );
}

const ofContent = (reader: Reader) => {
  const { promotions: p, versions: v } = open(reader).t;
  return { modelId: p.modelId, manifestDigest: v.manifestDigest };
};

/** By way of the versions: their digests are few, a model's promotions may be many. */
function isOneOf(reader: Reader, contents: readonly ContentKey[]): SQL | undefined {
  const { run, t } = open(reader);
  const { promotions: p, versions: v } = t;
  const [models, digests] = [contents.map((one) => one.modelId), contents.map((one) => one.manifestDigest)];
  const same = run
    .select({ id: v.id })
    .from(v)
    .where(and(inArray(v.modelId, [...new Set(models)]), inArray(v.manifestDigest, [...new Set(digests)])));
  return inArray(p.versionId, same);
}

/** A vote on the promotion of the outer query that speaks against it, and that its voter has not taken back by a later one. */
function lastObjection(reader: Reader) {
  const { run, t } = open(reader);
  const { promotions: p, votes: cast } = t;
  const later = alias(cast, "later_vote");
  const isLater = sql`(${later.createdAt}, ${later.id}) > (${cast.createdAt}, ${cast.id})`;
  return run
    .select({ is: sql`1` })
    .from(cast)
    .where(
      and(
        eq(cast.promotionId, p.id),
        ne(cast.decision, "approve"),
        notExists(
          run
            .select({ is: sql`1` })
            .from(later)
            .where(and(eq(later.promotionId, cast.promotionId), eq(later.voterId, cast.voterId), isLater)),
        ),
      ),
    );
}

/** As 1 or 0: engines differ in what a truth value is. */
const objectedTo = (reader: Reader) => sql<number>`CASE WHEN ${exists(lastObjection(reader))} THEN 1 ELSE 0 END`;

type Raw = { readonly stage: string; readonly manifestDigest: string | null; readonly isObjectedTo: number };
const typed = <R extends Raw>(row: R) => ({
  ...row,
  manifestDigest: row.manifestDigest ?? "",
  stage: row.stage,
  isObjectedTo: Number(row.isObjectedTo) === 1,
});
