// Signing in with a one-time link: what the demo prints instead of passwords.
import { z } from "zod";
import { accountOf } from "@chancery/db";
import { notFound } from "../authorise.ts";
import { bookkeeping } from "../bookkeeping.ts";
import type { Call, House } from "../house.ts";
import { parse } from "../parse.ts";
import { beginSession, type SignedIn } from "./begin-session.ts";
import { issueLink, LinkCode, requireLink } from "./links.ts";
import { personActor } from "./person-actor.ts";

const Input = z.strictObject({
  code: LinkCode,
  userAgent: z.string().optional(),
  address: z.string().max(100).optional(),
});

/** Starts a session for whom the link was made. NOT_FOUND when it is unknown, spent or too old, or the account is not active. */
export async function startSessionByLink(house: House, call: Call, raw: unknown): Promise<SignedIn> {
  const { code, userAgent = call.userAgent } = parse(Input, raw);
  const link = await requireLink(house, { purpose: "sign-in", code, now: house.clock.now() });
  const account = link.actorId === null ? undefined : await accountOf(house.db.read, { actorId: link.actorId });
  if (!account) throw notFound();
  const input = { actorId: account.id, proof: { method: "link", code }, userAgent };
  return beginSession(house, { ...call, actor: personActor(account) }, input);
}

/** A code that signs this person in once, within a day. */
export async function issueSignInLink(house: House, actorId: string): Promise<string> {
  const made = await bookkeeping(house, "link.issued", (tx) => issueLink(house, tx, { purpose: "sign-in", actorId }));
  return made.code;
}
