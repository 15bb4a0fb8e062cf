// Models as callers name them: `team/name`, or `name` in their default team.
import { orThrow, parseModelReference, refuse, type Actor, type ModelReference } from "@chancery/core";
import { modelSubjectByRef, type ModelSubject, type Reader } from "@chancery/db";
import { z } from "zod";

export const ModelRef = z.string().max(300);

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

/** The model a text names; undefined when there is none. `lock` holds its row until the transaction ends. */
export async function modelNamed(
  reader: Reader,
  { text, actor, lock = false }: { readonly text: string; readonly actor: Actor; readonly lock?: boolean },
): Promise<ModelSubject | undefined> {
  const { model } = orThrow(parseModelReference(text));
  return modelSubjectByRef(reader, { ...withTeam(model, actor), lock });
}
