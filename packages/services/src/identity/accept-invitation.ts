// Accepting an invitation: the person sets a password and may sign in from then on.
import { organisation } from "@chancery/core";
import { accountOf, actorById, setActorState, setCredential, spendLink } from "@chancery/db";
import { z } from "zod";
import { notFound } from "../authorise.ts";
import { command } from "../command.ts";
import { LinkCode, openLink, requireLink } from "./links.ts";
import { recordOpening } from "./record-opening.ts";
import { checkPassword, PasswordText } from "./password-rules.ts";
import { digestOfSecret } from "./secret-codes.ts";

/** Works once per invitation; a spent, replaced or expired one is NOT_FOUND. */
export const acceptInvitation = command({
  kind: "person.joined@1",
  permission: "invitation:accept",
  input: z.strictObject({ code: LinkCode, password: PasswordText }),
  output: z.object({ email: z.string() }),
  isReplayed: false,
  async prepare(house, _call, { code, password }) {
    const link = await requireLink(house, { purpose: "invitation", code, now: house.clock.now() });
    const account = await accountOf(house.db.read, { actorId: link.actorId ?? "" });
    if (account?.state !== "invited") throw notFound();
    const passwordHash = await house.passwords.hash(await checkPassword(password, account, house.passwords.judge));
    return { email: account.email, passwordHash };
  },
  async subject(tx, { code }, { now, house }) {
    const link = await openLink({ house, reader: tx }, { purpose: "invitation", code, now }, { lock: true });
    return link?.actorId ? { ...organisation, invitedId: link.actorId, link } : undefined;
  },
  async run({ tx, now, newId, subject, prepared }, { code }) {
    const invited = await actorById(tx, subject.invitedId, { lock: true });
    if (invited?.state !== "invited") throw notFound();
    await spendLink(tx, { codeHash: digestOfSecret(code), at: now });
    await setCredential(tx, { actorId: invited.id, passwordHash: prepared.passwordHash, changedAt: now });
    await setActorState(tx, { id: invited.id, state: "active", disabledAt: null, revision: invited.revision + 1 });
    await recordOpening(tx, { link: subject.link, actorId: invited.id, by: "invitation", id: newId(), at: now });
    return {
      result: { email: prepared.email },
      audit: { actorId: invited.id },
      about: { kind: "actor", id: invited.id },
    };
  },
});
