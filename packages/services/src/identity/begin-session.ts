// The act of signing in, once the person has proved who it is. Called by the ways to prove it and by nothing else.
import type { Subjects } from "@chancery/core";
import { accountOf, adminsOf, insertSession, replaceHash, spendLink, type Tx } from "@chancery/db";
import { z } from "zod";
import { assertRecorded } from "../audit/said.ts";
import { command } from "../command.ts";
import { inside } from "../describes.ts";
import type { House } from "../house.ts";
import { accountSubject } from "../subjects/account.ts";
import { openLink } from "./links.ts";
import { digestOfSecret, newCode, sessionFacts } from "./secret-codes.ts";
import { absoluteMs, adminAbsoluteMs } from "./session-rules.ts";

/** What was proved: a password (whose hash must still be the account's), or a one-time link. */
const Proof = z.discriminatedUnion("method", [
  z.strictObject({ method: z.literal("password"), hash: z.string(), rehashed: z.string().optional() }),
  z.strictObject({ method: z.literal("link"), code: z.string() }),
]);
const Input = z.strictObject({ actorId: z.string(), proof: Proof, userAgent: z.string().optional() });

export type SignedIn = { readonly sessionId: string; readonly actorId: string };

/** Answers the session's id, which is kept nowhere: its SHA-256 is the row. NOT_FOUND when the proof has lost its worth meanwhile. */
export const beginSession = command({
  kind: "session.started@1",
  permission: "session:start",
  input: Input,
  output: inside,
  isReplayed: false,
  subject: provenAccount,
  async run(
    { tx, now, house },
    { actorId, proof, userAgent },
  ): Promise<{ result: SignedIn; audit: { actorId: string; method: string; userAgent: string } }> {
    // A password that was put there with SQL lets nobody in, even where it is put back before the next check of the log.
    await assertRecorded({ reader: tx, house }, [
      { table: "actors", id: actorId },
      ...(proof.method === "password" ? [{ table: "credentials" as const, id: actorId }] : []),
    ]);
    if (proof.method === "link") await spendLink(tx, { codeHash: digestOfSecret(proof.code), at: now });
    else if (proof.rehashed) await replaceHash(tx, { actorId, before: proof.hash, after: proof.rehashed });
    const isAdmin = (await adminsOf(tx, now)).includes(actorId);
    const expiresAt = new Date(now.getTime() + (isAdmin ? adminAbsoluteMs : absoluteMs));
    const made = { actorId, createdAt: now };
    const sessionId = newCode(house, sessionFacts(made));
    const agent = userAgent?.slice(0, 300) ?? null;
    await insertSession(tx, { id: digestOfSecret(sessionId), ...made, lastSeenAt: now, expiresAt, userAgent: agent });
    return { result: { sessionId, actorId }, audit: { actorId, method: proof.method, userAgent: agent ?? "" } };
  },
});

/** Locks the account, so that disabling it or changing its password comes before or after, never between. */
async function provenAccount(
  tx: Tx,
  { actorId, proof }: z.output<typeof Input>,
  { now, house }: { readonly now: Date; readonly house: House },
): Promise<Subjects["actor"] | undefined> {
  const subject = await accountSubject(tx, actorId, { lock: true });
  if (subject?.account.state !== "active" || subject.account.kind !== "person") return undefined;
  if (proof.method === "link") {
    const link = await openLink({ house, reader: tx }, { purpose: "sign-in", code: proof.code, now }, { lock: true });
    return link?.actorId === actorId ? subject : undefined;
  }
  return (await accountOf(tx, { actorId }))?.passwordHash === proof.hash ? subject : undefined;
}
