// One-time links: made for one purpose, valid once, for a while; what is stored opens nothing.
import { refuse, systemActor } from "@chancery/core";
import { insertLink, linkByHash, type LinkPurpose, type LinkRow, type Reader, type Tx } from "@chancery/db";
import { z } from "zod";
import { notFound } from "../authorise.ts";
import type { House } from "../house.ts";
import { resetInLog } from "./reset-by-log.ts";
import { digestOfSecret, isCodeFor, newCode, type CodeFacts } from "./secret-codes.ts";
import { isMadeAhead } from "./session-rules.ts";

/** A code as somebody hands it in. */
export const LinkCode = z.string().min(1).max(200);

const hour = 3_600_000;
const lifetimes: Readonly<Record<LinkPurpose, number>> = {
  claim: 24 * hour,
  invitation: 7 * 24 * hour,
  "password-reset": 24 * hour,
  "sign-in": 24 * hour,
};
const paths: Readonly<Record<LinkPurpose, string>> = {
  claim: "claim",
  invitation: "join",
  "password-reset": "reset",
  "sign-in": "sign-in",
};

/** Where a link leads, the portal's own pages: `/claim/…`, `/join/…`, `/reset/…`, `/sign-in/…` under the public URL. */
export const linkUrl = (house: House, purpose: LinkPurpose, code: string): string =>
  `${house.settings.publicUrl}/${paths[purpose]}/${code}`;

/** When a link that works from an instant on stops working. */
export const linkEnd = (purpose: LinkPurpose, from: Date): Date => new Date(from.getTime() + lifetimes[purpose]);

export type LinkTimes = Pick<LinkRow, "worksFrom" | "expiresAt">;

/** So long whoever holds the account may cancel a reset, unless a second person confirms it. */
const resetWaitMs = 24 * hour;

/** A link for a new password waits a day, unless it is made on the server. */
function timesAsMade({ purpose, issuedBy, createdAt }: Pick<LinkRow, "purpose" | "issuedBy" | "createdAt">): LinkTimes {
  const isWaiting = purpose === "password-reset" && issuedBy !== systemActor.id;
  const worksFrom = isWaiting ? new Date(createdAt.getTime() + resetWaitMs) : null;
  return { worksFrom, expiresAt: linkEnd(purpose, worksFrom ?? createdAt) };
}

/** Makes a link. Answers its code, which nothing will ever show again, and when it works. */
export async function issueLink(
  house: House,
  tx: Tx,
  {
    purpose,
    actorId,
    issuedBy = null,
    at = house.clock.now(),
  }: {
    readonly purpose: LinkPurpose;
    readonly actorId: string | null;
    /** The person who makes it and is shown it. */
    readonly issuedBy?: string | null;
    /** The instant of the act that makes it. */
    readonly at?: Date;
  },
): Promise<LinkTimes & { readonly code: string }> {
  const made = { purpose, actorId, issuedBy, createdAt: at };
  const times = timesAsMade(made);
  const code = newCode(house, linkFacts(made));
  await insertLink(tx, { codeHash: digestOfSecret(code), ...made, ...times });
  return { code, ...times };
}

const isOfSomebody = (purpose: LinkPurpose) => purpose === "invitation" || purpose === "password-reset";

/** What its code answers for: whom it is of, who made it, and when. */
const linkFacts = ({
  purpose,
  actorId,
  issuedBy,
  createdAt,
}: Omit<LinkRow, "codeHash" | "usedAt" | keyof LinkTimes>): CodeFacts => [
  "link",
  purpose,
  actorId,
  issuedBy,
  createdAt.toISOString(),
];

type Asked = { readonly purpose: LinkPurpose; readonly code: string; readonly now: Date };

/** The link this house made with this code, with the times that were given to it and not those of its row. */
async function linkOf(
  { house, reader }: Within,
  { purpose, code }: Asked,
  options: { readonly lock?: boolean } = {},
): Promise<LinkRow | undefined> {
  const link = await linkByHash(reader, { codeHash: digestOfSecret(code), purpose }, options);
  if (!link || !isCodeFor(house, code, linkFacts(link))) return undefined;
  const times = purpose === "password-reset" ? await resetTimes(reader, link) : timesAsMade(link);
  return times && { ...link, ...times };
}

/** Undefined for one that was used, cancelled or replaced. */
async function resetTimes(reader: Reader, link: LinkRow): Promise<LinkTimes | undefined> {
  const times = timesAsMade(link);
  const told = await resetInLog(reader, link.actorId ?? "");
  if (told?.offeredUntil.getTime() !== times.expiresAt.getTime()) return undefined;
  const from = told.confirmedAt;
  return from ? { worksFrom: from, expiresAt: linkEnd(link.purpose, from) } : times;
}
type Within = { readonly house: House; readonly reader: Reader };

/** The link a code opens now; unknown, waiting, spent, expired and made for something else are all undefined. */
export async function openLink(
  within: Within,
  asked: Asked,
  options: { readonly lock?: boolean } = {},
): Promise<LinkRow | undefined> {
  const { purpose, now } = asked;
  const link = await linkOf(within, asked, options);
  if (!link || link.usedAt !== null || link.expiresAt <= now || isMadeAhead(link.createdAt, now)) return undefined;
  // Nobody could say who saw one from before that was kept, and so could have opened the account: a new one is made.
  if (link.issuedBy === null && isOfSomebody(purpose)) return undefined;
  return link.worksFrom === null || link.worksFrom <= now ? link : undefined;
}

/** Throws NOT_FOUND unless the code opens something, now or later: asked before anything expensive is done for a stranger. */
export async function requireLink(house: House, asked: Asked): Promise<LinkRow> {
  const { now } = asked;
  const within = { house, reader: house.db.read };
  const link = await openLink(within, asked);
  if (!link) {
    const found = await linkOf(within, asked);
    if (found?.worksFrom && found.worksFrom > now && found.usedAt === null)
      throw refuse(
        "ILLEGAL_TRANSITION",
        "link_waits",
        `this link works from ${found.worksFrom.toISOString()}, or once a second person confirms it`,
      );
    throw notFound();
  }
  return link;
}
