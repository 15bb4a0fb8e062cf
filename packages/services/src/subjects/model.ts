// The model a caller named: by its id, `team/name`, or `name` in their default team.
import { orThrow, parseModelReference, refuse, type Actor, type ModelReference, type Target } from "@chancery/core";
import { modelSubject, modelSubjectByRef, type ModelSubject, type Reader, type Tx } from "@chancery/db";
import type { Asking } from "../authorise.ts";

type By = Pick<Asking, "actor">;

/** Fills in the caller's default team; INVALID_INPUT for a bare name without one. */
export function withTeam(
  { team, name }: ModelReference,
  actor: Actor,
): { readonly team: string; readonly name: string } {
  const slug = team ?? actor.defaultTeam?.slug;
  if (slug === undefined)
    throw refuse(
      "INVALID_INPUT",
      "reference_without_team",
      `'${name}' names no team and you have no default team: write team/${name}`,
    );
  return { team: slug, name };
}

/** Undefined when there is none. */
export const findModel = (reader: Reader, target: Target<"model">, by: By): Promise<ModelSubject | undefined> =>
  modelOf(reader, target, { ...by, lock: false });

/** As `findModel`, its row held until the transaction ends. */
export const lockModel = (tx: Tx, target: Target<"model">, by: By): Promise<ModelSubject | undefined> =>
  modelOf(tx, target, { ...by, lock: true });

async function modelOf(
  reader: Reader,
  { id, text }: Target<"model">,
  { actor, lock }: By & { readonly lock: boolean },
): Promise<ModelSubject | undefined> {
  if (id !== undefined) return modelSubject(reader, id, { lock });
  const { model } = orThrow(parseModelReference(text));
  return modelSubjectByRef(reader, { ...withTeam(model, actor), lock });
}
