// Who an API token speaks for: checksum first, then one indexed read.
import { kindsNamed, readsUntilOf, refuse, type Actor } from "@chancery/core";
import { disabledSince, tokenWithActor, touchToken } from "@chancery/db";
import { listAbout } from "../audit/hand-marks.ts";
import { logForReads, provenLeaves } from "../audit/known-log.ts";
import { noteIfPossible } from "../bookkeeping.ts";
import type { House } from "../house.ts";
import { digestOfSecret } from "../identity/secret-codes.ts";
import { isMadeAhead, touchEveryMs } from "../identity/session-rules.ts";
import { isTokenText } from "./token-text.ts";

/** UNAUTHENTICATED alike for a token that is malformed, unknown, revoked, expired, or of an account that is not active. A service account whose owner is disabled reads for a while, and is dead then. */
export async function actorOfToken(house: House, token: string): Promise<Actor> {
  if (!isTokenText(token)) throw tokenRefused();
  const row = await tokenWithActor(house.db.read, digestOfSecret(token));
  const now = house.clock.now();
  if (!row || row.revokedAt !== null || row.expiresAt <= now || row.state !== "active") throw tokenRefused();
  if (isMadeAhead(row.createdAt, now)) throw tokenRefused();
  const isService = row.kind === "service";
  const readsUntil = isService ? await readsUntilNow(house, row) : undefined;
  if (isService && row.ownerState !== "active" && readsUntil === undefined) throw tokenRefused();
  if (row.lastUsedAt === null || now.getTime() - row.lastUsedAt.getTime() >= touchEveryMs)
    await noteIfPossible(house, "token.used", (tx) => touchToken(tx, { id: row.id, at: now }));
  return {
    id: row.actorId,
    kind: isService ? "service" : "person",
    name: row.name,
    answerableId: isService ? (row.ownerId ?? row.actorId) : row.actorId,
    via: "token",
    scopes: row.scopes,
    tokenId: row.id,
    minterId: row.createdBy,
    readsUntil,
    ...(row.teamId !== null && row.teamSlug !== null && { defaultTeam: { id: row.teamId, slug: row.teamSlug } }),
  };
}

/** Judged by the time of each request: nothing has to run for it to end. */
async function readsUntilNow(
  house: House,
  { ownerId, ownerState }: { readonly ownerId: string | null; readonly ownerState: string | null },
): Promise<Date | undefined> {
  if (ownerId === null || ownerState !== "disabled") return undefined;
  const since = await disabledSinceNow(house, ownerId);
  const until = since && readsUntilOf(since);
  return until && house.clock.now() < until ? until : undefined;
}

/** By the log this process has read, else by the columns of entries. */
async function disabledSinceNow(house: House, ownerId: string): Promise<Date | undefined> {
  const { read } = house.db;
  const entries = await logForReads(house);
  const newest = entries?.listedUnder(listAbout(`actor/${ownerId}`)) ?? [];
  const leaves = entries ? await provenLeaves(entries, read, newest).catch(() => []) : []; // an edited entry lets nobody read
  const disabled = leaves.findLast(({ kind }) => kindsNamed("account.disabled").some((name) => name === kind));
  return entries ? disabled?.time : (await disabledSince(read, [ownerId])).get(ownerId);
}

const tokenRefused = () =>
  refuse("UNAUTHENTICATED", "token_refused", "this API token is not valid or has ended: make a new one");
