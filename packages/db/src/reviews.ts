// The reviews inbox: which promotions wait for a person, whom one asked, one's teams', the decided ones.
import { actedFor, mayCount, type PromotionTab } from "@chancery/core";
import {
  and,
  desc,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  not,
  notExists,
  notInArray,
  or,
  sql,
  type Column,
  type SQL,
} from "drizzle-orm";
import { loadHolders } from "./account-openings.ts";
import { open, type Reader } from "./handle.ts";
import { describedByThem } from "./authors.ts";
import { readPromotions, type PromotionRow } from "./promotions.ts";
import { visibleModels, type Visible } from "./visible.ts";

/** `answerableId` differs from `actorId` for a service account, which never votes. */
type Viewer = { readonly actorId: string; readonly answerableId: string; readonly at: Date };

/** What may wait for a person, and the accounts whose doing bars them: their own, and those in their hands. */
export type Waiting = {
  readonly theirs: readonly string[];
  /** Newest first. */
  readonly promotions: readonly { readonly id: string; readonly number: number; readonly versionId: string }[];
};

/** The open promotions this person may vote on unless they had a hand in what the version holds: that, the log says. */
export async function waitingReviews(reader: Reader, viewer: Viewer): Promise<Waiting> {
  const { run, t } = open(reader);
  const { promotions: p, models: m, versions: v } = t;
  const theirs = await accountsOf(reader, viewer);
  if (theirs.length === 0) return { theirs, promotions: [] };
  const promotions = await run
    .select({ id: p.id, number: p.number, versionId: p.versionId })
    .from(p)
    .innerJoin(m, eq(m.id, p.modelId))
    .innerJoin(v, eq(v.id, p.versionId))
    .where(waitsFor(reader, viewer, theirs))
    .orderBy(desc(p.number));
  return { theirs, promotions };
}

/** What a list of promotions is of: a tab of the inbox, some that wait, or one version. */
export type PromotionsOf =
  | { readonly tab: Exclude<PromotionTab, "mine"> }
  | { readonly ids: readonly string[] }
  | { readonly versionId: string };

/** One page of promotions, newest first, below the number `below`. */
export async function listPromotions(
  reader: Reader,
  {
    visible,
    viewer,
    of,
    teamIds,
    below,
    limit,
  }: {
    readonly visible: Visible;
    readonly viewer: Pick<Viewer, "actorId">;
    readonly of: PromotionsOf;
    /** The viewer's teams. */
    readonly teamIds: readonly string[];
    readonly below?: number | undefined;
    readonly limit: number;
  },
): Promise<readonly PromotionRow[]> {
  const { t } = open(reader);
  const { promotions: p, models: m } = t;
  const tabs: Record<Exclude<PromotionTab, "mine">, () => SQL | undefined> = {
    asked: () => or(eq(p.requesterId, viewer.actorId), eq(p.requesterAnswerableId, viewer.actorId)),
    team: () => inArray(m.teamId, [...teamIds]),
    decided: () => ne(p.state, "open"),
  };
  const isBelow = below === undefined ? undefined : lt(p.number, below);
  const isMeant =
    "tab" in of ? tabs[of.tab]() : "ids" in of ? inArray(p.id, [...of.ids]) : eq(p.versionId, of.versionId);
  return readPromotions(reader, { where: and(isMeant, visibleModels(t, visible), isBelow), limit });
}

/**
 * The accounts whose doing is the viewer's own as long as nobody vouches for their holders; none where the viewer does nothing
 * that takes two people.
 */
async function accountsOf(reader: Reader, { actorId, answerableId, at }: Viewer): Promise<readonly string[]> {
  if (actorId !== answerableId) return [];
  const holders = await loadHolders(reader, at);
  if (!mayCount(holders, actorId).ok) return [];
  const others = holders.openings.map((opening) => opening.actorId);
  return [actorId, ...actedFor(holders, { actorId, others }).barring];
}

/**
 * Core's `mayVote` as a condition, but for who made the version: open, neither asked for by `theirs`, the viewer's own accounts,
 * or with a token those made, nor described by them, a reviewer since before it was asked for. Every policy so far bars
 * requester, uploader and owner; one that does not will need its rule here too.
 */
function waitsFor(reader: Reader, { actorId, at }: Viewer, theirs: readonly string[]): SQL | undefined {
  if (theirs.length === 0) return sql`1 = 0`;
  const { run, t } = open(reader);
  const { promotions: p, tokens: token } = t;
  const heldAt = (at: Column) =>
    and(lte(token.createdAt, at), gte(token.expiresAt, at), or(isNull(token.revokedAt), gte(token.revokedAt, at)));
  const withTokenOfTheirs = run
    .select({ is: sql`1` })
    .from(token)
    .where(
      and(
        inArray(token.createdBy, [...theirs]),
        ne(token.actorId, token.createdBy),
        eq(token.actorId, p.requesterId),
        heldAt(p.createdAt),
      ),
    );
  return and(
    eq(p.state, "open"),
    notExists(withTokenOfTheirs),
    notInArray(p.requesterId, [...theirs]),
    notInArray(p.requesterAnswerableId, [...theirs]),
    not(describedByThem(reader, theirs)),
    isReviewerOfIt(reader, { actorId, at }),
  );
}

/** A reviewer grant in force reaches the promotion's model, held (and the membership it comes by) since it was asked for or longer. */
function isReviewerOfIt(reader: Reader, { actorId, at }: { readonly actorId: string; readonly at: Date }): SQL {
  const { run, t } = open(reader);
  const { promotions: p, models: m, grants: g, groupMembers: member } = t;
  const isLasting = ({ from, to }: { from: Column; to: Column }) =>
    and(lte(from, at), or(isNull(to), gt(to, at)), lte(from, p.createdAt));
  return exists(
    run
      .select({ is: sql`1` })
      .from(g)
      .leftJoin(member, and(eq(member.groupId, g.groupId), eq(member.actorId, actorId), isLasting(member)))
      .where(
        and(
          eq(g.role, "reviewer"),
          or(eq(g.actorId, actorId), isNotNull(member.id)),
          isLasting(g),
          or(
            eq(g.scope, "organisation"),
            and(eq(g.scope, "model"), eq(g.scopeId, p.modelId)),
            and(eq(g.scope, "team"), eq(g.scopeId, m.teamId), ne(m.visibility, "restricted")),
          ),
        ),
      ),
  );
}
