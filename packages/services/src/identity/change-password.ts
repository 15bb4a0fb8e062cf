// Changing one's own password: takes the current one, and ends every other session and every API token of one's own.
import { refuse, Done } from "@chancery/core";
import { accountOf, endSessionsOf, revokeTokensOf, setCredential } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import type { Call, House } from "../house.ts";
import { accountSubject } from "../subjects/account.ts";
import { emailKeyOf } from "./email.ts";
import { checkPassword, PasswordText } from "./password-rules.ts";
import { revocationsOf } from "../tokens/revocations.ts";
import { countAttemptOf, verifyCounted } from "./sign-in-limits.ts";

const Input = z.strictObject({ current: PasswordText, next: PasswordText });

/** FORBIDDEN when `current` is wrong; that counts as a failed sign-in, so a stolen session cannot guess it. */
export const changePassword = command({
  kind: "password.changed@1",
  permission: "password:change",
  input: Input,
  output: Done,
  isReplayed: false,
  causes: ["session.ended@1", "token.revoked@1"],
  prepare: proveAndHash,
  subject: (tx, _input, { actor }) => accountSubject(tx, actor.id, { lock: true }),
  async run({ tx, actor, now, subject, prepared }) {
    const actorId = subject.id;
    const isSame = prepared.isRight && (await accountOf(tx, { actorId }))?.passwordHash === prepared.before;
    if (!isSame) throw refuse("FORBIDDEN", "password_wrong", "the current password is wrong");
    await setCredential(tx, { actorId, passwordHash: prepared.after, changedAt: now });
    const sessions = await endSessionsOf(tx, { actorId, except: actor.sessionId, at: now });
    const tokens = await revokeTokensOf(tx, { actorId, at: now });
    const about = { kind: "actor", id: actorId };
    const ended = { kind: "session.ended@1", about, data: { actorId, sessions } } as const;
    return {
      result: {},
      audit: { actorId },
      caused: [...(sessions > 0 ? [ended] : []), ...revocationsOf(tokens)],
    };
  },
});

type Proved = { readonly isRight: false } | { readonly isRight: true; readonly before: string; readonly after: string };

async function proveAndHash(house: House, call: Call, { current, next }: z.output<typeof Input>): Promise<Proved> {
  const account = await accountOf(house.db.read, { actorId: call.actor.id });
  if (!account?.passwordHash) return { isRight: false };
  const attempt = { emailKey: emailKeyOf(account.email), address: call.address };
  const counted = await countAttemptOf(house, attempt);
  if (!(await verifyCounted(house, { stored: account.passwordHash, password: current, counted })))
    return { isRight: false };
  await counted.succeed();
  return {
    isRight: true,
    before: account.passwordHash,
    after: await house.passwords.hash(await checkPassword(next, account, house.passwords.judge)),
  };
}
