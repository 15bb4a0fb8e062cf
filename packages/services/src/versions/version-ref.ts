// Versions as callers name them: by id, or by a reference like team/name:12 or team/name@production.
import { orThrow, parseReference, type Actor } from "@chancery/core";
import {
  modelSubjectByRef,
  resolveReference,
  versionSubject,
  type ModelSubject,
  type Reader,
  type VersionSubject,
} from "@chancery/db";
import { z } from "zod";
import { withTeam } from "../models/model-ref.ts";

export const VersionRef = z.string().max(400);

/** The model and the version a reference names; undefined when either is missing. INVALID_INPUT for a bare `team/name`. */
export async function versionReferred(
  reader: Reader,
  { text, actor }: { readonly text: string; readonly actor: Actor },
): Promise<{ readonly model: ModelSubject; readonly versionId: string } | undefined> {
  const { target, ...named } = orThrow(parseReference(text)).reference;
  const model = await modelSubjectByRef(reader, withTeam(named, actor));
  const found = model && (await resolveReference(reader, { modelId: model.id, target }));
  return found && { model, versionId: found.versionId };
}

/** The version to judge a permission on. */
export async function versionNamed(
  reader: Reader,
  { text, actor }: { readonly text: string; readonly actor: Actor },
): Promise<VersionSubject | undefined> {
  const found = await versionReferred(reader, { text, actor });
  return found && versionSubject(reader, found.versionId);
}
