// The person or service account a caller named: by its id, or by email address where they may see those.
import { can, organisation, rolesOn, type Subjects, type Target } from "@chancery/core";
import { accountOf, actorById, type ActorRow, type Reader, type Tx } from "@chancery/db";
import type { Asking } from "../authorise.ts";
import { Email, emailKeyOf } from "../identity/email.ts";

export type AccountSubject = Subjects["actor"] & { readonly account: ActorRow };
type By = Pick<Asking, "actor" | "grants">;

/** A person or service account as a subject; undefined for the anonymous, the system and unknown ids. */
export async function accountSubject(
  reader: Reader,
  actorId: string,
  options: { readonly lock?: boolean } = {},
): Promise<AccountSubject | undefined> {
  const account = await actorById(reader, actorId, options);
  return account && { kind: "actor", id: account.id, ownerId: account.ownerId, account };
}

/** Undefined when there is none. */
export async function findAccount(
  reader: Reader,
  target: Target<"account">,
  by: By,
): Promise<AccountSubject | undefined> {
  const id = await idOf(reader, target, by);
  return id === undefined ? undefined : accountSubject(reader, id);
}

/** As `findAccount`, its row held until the transaction ends. */
export async function lockAccount(tx: Tx, target: Target<"account">, by: By): Promise<AccountSubject | undefined> {
  const id = await idOf(tx, target, by);
  return id === undefined ? undefined : accountSubject(tx, id, { lock: true });
}

/** To those who may not see addresses every one of them is unknown, or asking would tell who has an account. */
async function idOf(
  reader: Reader,
  { id, text }: Target<"account">,
  { actor, grants }: By,
): Promise<string | undefined> {
  if (id !== undefined) return id;
  const held = rolesOn(actor, await grants(), organisation);
  const email = Email.safeParse(text);
  if (!email.success || !can(actor, held, "person:read-address").ok) return undefined;
  return (await accountOf(reader, { emailKey: emailKeyOf(email.data) }))?.id;
}
