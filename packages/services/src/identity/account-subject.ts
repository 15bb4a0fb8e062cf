// Actors as subjects of permissions, and as the actors they become once they have proved themselves.
import type { Actor, Subjects } from "@chancery/core";
import { actorById, type ActorRow, type Reader } from "@chancery/db";

export type AccountSubject = Subjects["actor"] & { readonly account: ActorRow };

/** A person or service account as a subject; undefined for the anonymous, the system and unknown ids. */
export async function accountSubject(
  reader: Reader,
  actorId: string,
  options: { readonly lock?: boolean } = {},
): Promise<AccountSubject | undefined> {
  const account = await actorById(reader, actorId, options);
  return account && { kind: "actor", id: account.id, ownerId: account.ownerId, account };
}

/** The person a session speaks for. */
export const personActor = (
  person: { readonly id: string; readonly name: string },
  session: { readonly sessionId?: string; readonly defaultTeam?: Actor["defaultTeam"] } = {},
): Actor => ({
  id: person.id,
  kind: "person",
  name: person.name,
  answerableId: person.id,
  via: "session",
  scopes: ["*"],
  ...session,
});
