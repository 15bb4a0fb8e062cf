// Whether what an auditor filters by exists at all.
import { anonymousActor, systemActor } from "@chancery/core";
import { labelsOf, listActors, searchEntries, type AuditFilter, type Reader } from "@chancery/db";
import { refuseUnknown } from "../unknown-filter.ts";
import { toAuditFilter } from "./entry-filter.ts";

type Given = { readonly actor?: string | undefined; readonly subject?: string | undefined };

/** INVALID_INPUT where nobody is called so, or nothing ever was what it is to be about. */
export const refuseUnknownInLog = (reader: Reader, { actor, subject }: Given): Promise<void> =>
  refuseUnknown(
    { filter: "actor", value: actor, what: "account", exists: () => isAccount(reader, toAuditFilter({ actor })) },
    { filter: "subject", value: subject, what: "thing in the log", exists: (given) => isSubject(reader, given) },
  );

async function isAccount(reader: Reader, { actorId, actorName }: AuditFilter): Promise<boolean> {
  if (actorId === systemActor.id || actorId === anonymousActor.id) return true;
  return (await listActors(reader, { id: actorId, q: actorName, limit: 1 })).length > 0;
}

/** Of kinds whose rows have no name, or are gone, the log itself tells. */
async function isSubject(reader: Reader, given: string): Promise<boolean> {
  const filter = toAuditFilter({ subject: given });
  const id = filter.subject?.split("/")[1];
  if (id !== undefined && (await labelsOf(reader, [id])).size > 0) return true;
  return (await searchEntries(reader, filter, { limit: 1, order: "newest" })).length > 0;
}
