// One-time links: made for one purpose, valid once, for a while; what is stored opens nothing.
import { insertLink, linkByHash, type LinkPurpose, type LinkRow, type Reader, type Tx } from "@chancery/db";
import { z } from "zod";
import { notFound } from "../authorise.ts";
import type { House } from "../house.ts";
import { digestOfSecret, newCode } from "./secret-codes.ts";
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

/** When a link made at an instant stops working. */
export const linkEnd = (purpose: LinkPurpose, createdAt: Date): Date =>
  new Date(createdAt.getTime() + lifetimes[purpose]);

/** Makes a link and returns its code, which nothing will ever show again. */
export async function issueLink(
  house: House,
  tx: Tx,
  { purpose, actorId }: { readonly purpose: LinkPurpose; readonly actorId: string | null },
): Promise<string> {
  const code = newCode(house);
  const createdAt = house.clock.now();
  const expiresAt = linkEnd(purpose, createdAt);
  await insertLink(tx, { codeHash: digestOfSecret(code), purpose, actorId, createdAt, expiresAt });
  return code;
}

type Asked = { readonly purpose: LinkPurpose; readonly code: string; readonly now: Date };

/** The link a code still opens; unknown, spent, expired and made for something else are all undefined. */
export async function openLink(
  reader: Reader,
  { purpose, code, now }: Asked,
  options: { readonly lock?: boolean } = {},
): Promise<LinkRow | undefined> {
  const link = await linkByHash(reader, { codeHash: digestOfSecret(code), purpose }, options);
  return link && link.usedAt === null && link.expiresAt > now && !isMadeAhead(link.createdAt, now) ? link : undefined;
}

/** Throws NOT_FOUND unless the code opens something: asked before anything expensive is done for a stranger. */
export async function requireLink(reader: Reader, asked: Asked): Promise<LinkRow> {
  const link = await openLink(reader, asked);
  if (!link) throw notFound();
  return link;
}
