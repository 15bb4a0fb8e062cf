// Codes nobody can guess nor make by writing to the database, and the digest that is all we keep of them.
import { createHmac, hash, timingSafeEqual } from "node:crypto";
import type { House } from "../house.ts";

/** What a code lets somebody do, as what is kept beside its digest says it: in whose name, made by whom. */
export type CodeFacts = readonly (string | null)[];

/** Characters of 256 bits in base64url. */
const secretLength = 43;

/**
 * 256 bits, URL-safe, and a MAC of what the code is for, under the house's secret. The database holds a digest that anybody
 * who writes to it could put there for a code of their own, or move to another account: the MAC then does not fit.
 */
export function newCode(house: House, facts: CodeFacts): string {
  const secret = Buffer.from(house.random(32)).toString("base64url");
  return `${secret}${macOf(house, secret, facts)}`;
}

/** Of a session: whose it is, and since when. */
export const sessionFacts = ({
  actorId,
  createdAt,
}: {
  readonly actorId: string;
  readonly createdAt: Date;
}): CodeFacts => ["session", actorId, createdAt.toISOString()];

/** Whether this house made the code, and for this. */
export function isCodeFor(house: House, code: string, facts: CodeFacts): boolean {
  const given = Buffer.from(code.slice(secretLength));
  const expected = Buffer.from(macOf(house, code.slice(0, secretLength), facts));
  return given.length === expected.length && timingSafeEqual(given, expected);
}

const macOf = (house: House, secret: string, facts: CodeFacts): string =>
  createHmac("sha256", house.settings.secret)
    .update(JSON.stringify(["code", secret, ...facts]))
    .digest()
    .subarray(0, 16)
    .toString("base64url");

/** SHA-256, lower-case hex, of a code, a session id or a token: enough, because nobody can guess any of them. */
export const digestOfSecret = (secret: string): string => hash("sha256", secret, "hex");
