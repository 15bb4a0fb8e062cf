// The actor that a person becomes once they have proved themselves.
import type { Actor } from "@chancery/core";

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
