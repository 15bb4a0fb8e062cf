// The version a caller named: by its id, or by a reference like team/name:12 or team/name@production.
import { orThrow, parseReference, type Actor, type Target } from "@chancery/core";
import {
  lockStages,
  resolveReference,
  versionSubject,
  readReference,
  type Reader,
  type Tx,
  type VersionSubject,
} from "@chancery/db";
import type { Asking } from "../authorise.ts";
import { withTeam } from "./model.ts";

type By = Pick<Asking, "actor">;

/** What a reference asks for. INVALID_INPUT for a bare `team/name`. */
export function referenceIn(text: string, actor: Actor) {
  const { target, ...named } = orThrow(parseReference(text)).reference;
  return { ...withTeam(named, actor), target };
}

/** Undefined when there is none. */
export async function findVersion(
  reader: Reader,
  { id, text }: Target<"version">,
  { actor }: By,
): Promise<VersionSubject | undefined> {
  // Looked for in any case: what is hidden takes no longer than what does not exist.
  return versionSubject(reader, id ?? (await readReference(reader, referenceIn(text, actor)))?.versionId ?? "");
}

/**
 * As `findVersion`, its row held until the transaction ends. What an alias or stage names is looked up again once its model's
 * row is held too, after which it does not move.
 */
export async function lockVersion(
  tx: Tx,
  { id, text }: Target<"version">,
  { actor }: By,
): Promise<VersionSubject | undefined> {
  if (id !== undefined) return versionSubject(tx, id, { lock: true });
  const reference = referenceIn(text, actor);
  const found = await readReference(tx, reference);
  if (!found || found.versionId === null) return undefined;
  const { modelId, versionId } = found;
  const subject = await versionSubject(tx, versionId, { lock: true });
  if (reference.target.kind !== "name") return subject;
  await lockStages(tx, modelId); // a version's row before its model's, as in every act on content
  const held = await resolveReference(tx, { modelId, target: reference.target });
  if (held?.versionId === versionId) return subject;
  // Moved meanwhile, which takes two acts at once: the other order of locks is risked, and at worst one is asked to try again.
  return held && versionSubject(tx, held.versionId, { lock: true });
}
