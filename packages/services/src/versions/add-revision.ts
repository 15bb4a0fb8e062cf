// Adds a numbered revision of a card or of tags, based on the newest one.
import { sha256Hex } from "@chancery/core";
import { insertRevision, newestRevision, type Revised, type RevisionRow } from "@chancery/db";
import type { Scope } from "../command.ts";
import { staleRevision } from "../stale.ts";

/** CONFLICT with the current number unless `basedOn` is it (0 before the first). What is revised must be locked. */
export async function addRevision(
  { tx, actor, now, newId }: Pick<Scope<unknown>, "tx" | "actor" | "now" | "newId">,
  { body, basedOn, ...of }: Revised & { readonly body: string; readonly basedOn: number },
): Promise<RevisionRow> {
  const newest = (await newestRevision(tx, of))?.number ?? 0;
  if (basedOn !== newest) throw staleRevision(newest);
  const revision = {
    ...of,
    id: newId(),
    number: newest + 1,
    body,
    digest: sha256Hex(body),
    authorId: actor.id,
    createdAt: now,
  };
  await insertRevision(tx, revision);
  return revision;
}
