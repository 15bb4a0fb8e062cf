// Setting a new password by a reset link: what the old one opened, sessions and tokens, ends.
import { organisation } from "@chancery/core";
import { accountOf, actorById, endSessionsOf, revokeTokensOf, setCredential, spendLink } from "@chancery/db";
import { z } from "zod";
import { notFound } from "../authorise.ts";
import { command } from "../command.ts";
import { revocationsOf } from "../tokens/revocations.ts";
import { LinkCode, openLink, requireLink } from "./links.ts";
import { recordOpening } from "./record-opening.ts";
import { checkPassword, PasswordText } from "./password-rules.ts";
import { digestOfSecret } from "./secret-codes.ts";

/** Works once per link; a spent, replaced or expired one, and one of an account that is not active, is NOT_FOUND. */
export const resetPassword = command({
  kind: "password.reset@1",
  permission: "password:reset",
  input: z.strictObject({ code: LinkCode, password: PasswordText }),
  output: z.object({ email: z.string() }),
  isReplayed: false,
  causes: ["session.ended@1", "token.revoked@1"],
  async prepare(house, _call, { code, password }) {
    const link = await requireLink(house, { purpose: "password-reset", code, now: house.clock.now() });
    const account = await accountOf(house.db.read, { actorId: link.actorId ?? "" });
    if (account?.state !== "active") throw notFound();
    return {
      email: account.email,
      passwordHash: await house.passwords.hash(await checkPassword(password, account, house.passwords.judge)),
    };
  },
  async subject(tx, { code }, { now, house }) {
    const link = await openLink({ house, reader: tx }, { purpose: "password-reset", code, now }, { lock: true });
    return link?.actorId ? { ...organisation, holderId: link.actorId, link } : undefined;
  },
  async run({ tx, now, newId, subject: { holderId: actorId, link }, prepared }, { code }) {
    const holder = await actorById(tx, actorId, { lock: true });
    if (holder?.state !== "active") throw notFound();
    await spendLink(tx, { codeHash: digestOfSecret(code), at: now });
    await setCredential(tx, { actorId, passwordHash: prepared.passwordHash, changedAt: now });
    await recordOpening(tx, { link, actorId, by: "password-reset", id: newId(), at: now });
    const sessions = await endSessionsOf(tx, { actorId, at: now });
    const tokens = await revokeTokensOf(tx, { actorId, at: now });
    const about = { kind: "actor", id: actorId };
    const ended = { kind: "session.ended@1", about, data: { actorId, sessions } } as const;
    return {
      result: { email: prepared.email },
      audit: { actorId },
      about,
      caused: [...(sessions > 0 ? [ended] : []), ...revocationsOf(tokens)],
    };
  },
});
