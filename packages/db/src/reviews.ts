// The reviews inbox: which promotions wait for a person, whom one asked, one's teams', the decided ones.
import { actedFor, mayCount, type PromotionTab } from "@chancery/core";
import {
  and,
  desc,
  eq,
  exists,
  gt,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  or,
  sql,
  type Column,
  type SQL,
} from "drizzle-orm";
import { loadHolders } from "./account-openings.ts";
import { open, type Reader } from "./handle.ts";
import { readPromotions, type PromotionRow } from "./promotions.ts";
import { visibleModels, type Visible } from "./visible.ts";

/** `answerableId` differs from `actorId` for a service account, which never votes. */
type Viewer = { readonly actorId: string; readonly answerableId: string; readonly at: Date };

/** What may wait for a person, and the accounts whose doing bars them: their own, and those in their hands. */
export type Waiting = {
  readonly theirs: readonly string[];
  /** Newest first. */
  readonly promotions: readonly Pick<
    PromotionRow,
    "id" | "number" | "versionId" | "stage" | "createdAt" | "requesterId" | "requesterAnswerableId"
  >[];
};

/** The open promotions that wait for a role this person holds there, since before they were asked for. What bars them, the rules say. */
export async function waitingReviews(reader: Reader, viewer: Viewer): Promise<Waiting> {
  const { run, t } = open(reader);
  const { promotions: p, models: m } = t;
  const theirs = await accountsOf(reader, viewer);
  if (theirs.length === 0) return { theirs, promotions: [] };
  const { id, number, versionId, stage, createdAt, requesterId, requesterAnswerableId } = p;
  const promotions = await run
    .select({ id, number, versionId, stage, createdAt, requesterId, requesterAnswerableId })
    .from(p)
    .innerJoin(m, eq(m.id, p.modelId))
    .where(and(eq(p.state, "open"), isAwaited(reader, viewer)))
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

/** The promotion waits for a role that this person has held where it waits (by the membership it comes by, too) since it was asked for. */
function isAwaited(reader: Reader, { actorId, at }: Pick<Viewer, "actorId" | "at">): SQL {
  const { run, t } = open(reader);
  const { promotions: p, promotionWaits: w, models: m, grants: g, groupMembers: member } = t;
  const isLasting = ({ from, to }: { from: Column; to: Column }) =>
    and(lte(from, at), or(isNull(to), gt(to, at)), lte(from, p.createdAt));
  const isOfItsTeam = and(eq(g.scope, "team"), eq(g.scopeId, m.teamId), ne(m.visibility, "restricted"));
  return exists(
    run
      .select({ is: sql`1` })
      .from(w)
      .innerJoin(g, eq(g.role, w.role))
      .leftJoin(member, and(eq(member.groupId, g.groupId), eq(member.actorId, actorId), isLasting(member)))
      .where(
        and(
          eq(w.promotionId, p.id),
          or(eq(g.actorId, actorId), isNotNull(member.id)),
          isLasting(g),
          or(
            eq(g.scope, "organisation"),
            and(eq(g.scope, w.scope), eq(g.scopeId, w.scopeId)),
            and(eq(w.scope, "model"), eq(w.scopeId, m.id), isOfItsTeam),
          ),
        ),
      ),
  );
}
