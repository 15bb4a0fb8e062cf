// Claiming a new registry: whoever holds the link becomes the first admin.
import { line, organisation, organisationId } from "@chancery/core";
import { hasPeople, insertActor, insertGrant, nextNumber, setCredential, spendLink } from "@chancery/db";
import { z } from "zod";
import { notFound } from "../authorise.ts";
import { atOnce, begunInLeaf } from "../appointments/weigh.ts";
import { command } from "../command.ts";
import { Email, emailKeyOf } from "./email.ts";
import { LinkCode, openLink, requireLink } from "./links.ts";
import { checkPassword, PasswordText } from "./password-rules.ts";
import { digestOfSecret } from "./secret-codes.ts";

/** Works once in a registry's life; any later or wrong code is NOT_FOUND. */
export const claim = command({
  kind: "registry.claimed@1",
  permission: "registry:claim",
  input: z.strictObject({ code: LinkCode, name: line(200), email: Email, password: PasswordText }),
  output: z.object({ email: z.string() }),
  isReplayed: false,
  causes: ["grant.given@2"],
  async prepare(house, _call, { code, password, ...person }) {
    await requireLink(house, { purpose: "claim", code, now: house.clock.now() });
    return { passwordHash: await house.passwords.hash(await checkPassword(password, person, house.passwords.judge)) };
  },
  subject: async (tx, { code }, { now, house }) =>
    (await openLink({ house, reader: tx }, { purpose: "claim", code, now }, { lock: true })) && organisation,
  async run({ tx, now, newId, prepared }, { code, name, email }) {
    const isFirst = (await nextNumber(tx, "registry.claimed")) === 1; // its row lock outlasts any second link
    if (!isFirst || (await hasPeople(tx))) throw notFound();
    const [actorId, grantId] = [newId(), newId()];
    await spendLink(tx, { codeHash: digestOfSecret(code), at: now });
    await insertActor(tx, {
      id: actorId,
      kind: "person",
      name,
      email,
      emailKey: emailKeyOf(email),
      ownerId: null,
      state: "active",
      createdAt: now,
    });
    await setCredential(tx, { actorId, passwordHash: prepared.passwordHash, changedAt: now });
    const grant = { role: "admin", scope: "organisation", scopeId: organisationId } as const;
    await insertGrant(tx, {
      id: grantId,
      actorId,
      groupId: null,
      ...grant,
      ...atOnce(now),
      givenAt: now,
      grantedBy: actorId,
    });
    const about = { kind: "actor", id: actorId };
    return {
      result: { email },
      audit: { actorId, name, email },
      about,
      caused: [
        { kind: "grant.given@2", about, data: { grantId, holderId: actorId, ...grant, ...begunInLeaf(atOnce(now)) } },
      ],
    };
  },
});
