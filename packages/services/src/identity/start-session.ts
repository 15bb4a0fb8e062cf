// Signing in with e-mail and password. In process only: next-auth calls it, no transport offers it.
import { anonymousActor, isChanceryError, organisation, refuse } from "@chancery/core";
import { accountOf, type Account } from "@chancery/db";
import { z } from "zod";
import type { Call, House } from "../house.ts";
import { parse } from "../parse.ts";
import { appendRefusal } from "../record-refusal.ts";
import { beginSession, type SignedIn } from "./begin-session.ts";
import { Email, emailKeyOf } from "./email.ts";
import { PasswordText } from "./password-rules.ts";
import { countAttemptOf, unlessUnavailable, verifyCounted } from "./sign-in-limits.ts";
import { personActor } from "./person-actor.ts";

const Input = z.strictObject({
  email: Email,
  password: PasswordText,
  userAgent: z.string().optional(),
  address: z.string().max(100).optional(),
});

/**
 * Starts a session. UNAUTHENTICATED alike, and after the same time, for an unknown address, a wrong password,
 * an open invitation and a disabled account; LIMIT_EXCEEDED before anything is hashed. Each refusal is a leaf.
 */
export async function startSession(house: House, call: Call, raw: unknown): Promise<SignedIn> {
  const { email, password, userAgent = call.userAgent, address = call.address } = parse(Input, raw);
  const attempt = { emailKey: emailKeyOf(email), address };
  const account = await accountOf(house.db.read, { emailKey: attempt.emailKey });
  try {
    const counted = await countAttemptOf(house, attempt);
    const isRight = await verifyCounted(house, { stored: account?.passwordHash ?? null, password, counted });
    if (!isRight || !account?.passwordHash || account.state !== "active") throw signInFailed();
    const hash = account.passwordHash;
    const rehashed = house.passwords.needsRehash(hash) ? await house.passwords.hash(password) : undefined;
    const input = { actorId: account.id, proof: { method: "password", hash, rehashed }, userAgent };
    const by = { ...call, actor: personActor(account) };
    const signedIn = await unlessUnavailable(counted, () => beginSession(house, by, input));
    await counted.succeed();
    return signedIn;
  } catch (error) {
    throw await recorded(house, call, { error, account });
  }
}

const signInFailed = () => refuse("UNAUTHENTICATED", "sign_in_failed", "the e-mail address or the password is wrong");

/** Leaves a leaf about the account, if there is one, and gives back what the caller may learn. */
async function recorded(
  house: House,
  call: Call,
  { error, account }: { error: unknown; account: Account | undefined },
): Promise<unknown> {
  if (!isChanceryError(error)) return error;
  const shown = error.code === "NOT_FOUND" ? signInFailed() : error; // disabled, or its password changed, a moment ago
  if (shown.code !== "UNAUTHENTICATED" && shown.code !== "LIMIT_EXCEEDED") return shown;
  const about = account ? { kind: "actor", id: account.id } : organisation;
  const refused = {
    kind: "session.started@1",
    about: { kind: about.kind, id: about.id },
    reasons: shown.reasons,
  } as const;
  await appendRefusal(house, { ...call, actor: anonymousActor }, refused).catch((cause: unknown) =>
    house.log.error({ err: cause, requestId: call.requestId }, "a refused sign-in could not be recorded"),
  );
  return shown;
}
