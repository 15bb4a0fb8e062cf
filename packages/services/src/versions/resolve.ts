// Resolves a reference to an immutable version: what a serving job asks before it downloads.
import {
  orThrow,
  parseReference,
  refuse,
  type Actor,
  type ChanceryError,
  type Resolution,
  type Subjects,
  type VersionReference,
} from "@chancery/core";
import { readReference, revokedFrom, type Reader, type Referred } from "@chancery/db";
import { z } from "zod";
import { withTeam } from "../models/model-ref.ts";
import { query } from "../query.ts";
import { VersionRef } from "./version-ref.ts";

type Found = Subjects["version"] & { readonly referred: Referred; readonly target: VersionReference["target"] };

/**
 * The sealed version a reference names. A revoked one is answered to its number or digest, with its state; a stage or
 * alias whose version was revoked is refused (POLICY_UNMET). A bare `team/name` is INVALID_INPUT; a draft is NOT_FOUND.
 */
export const resolveVersion = query({
  permission: "version:read",
  input: z.strictObject({ ref: VersionRef }),
  subject: (reader, { ref }, { actor }) => find(reader, ref, actor),
  async run({ reader, now, subject }, { ref }): Promise<Resolution> {
    const { referred, target } = subject;
    const { versionId, number, state, manifestDigest, team, name } = referred;
    if (target.kind === "name" && (versionId === null || state === "revoked"))
      throw await whyNothing(reader, ref, subject);
    if (versionId === null || number === null)
      throw refuse("NOT_FOUND", "reference_unknown", `there is no version '${ref}'`);
    if (manifestDigest === null || state === null || state === "draft")
      throw refuse("NOT_FOUND", "version_draft", `'${ref}' is a draft: only sealed versions resolve`);
    return { versionId, number, manifestDigest, resolvedAt: now.toISOString(), team, name, state };
  },
});

async function find(reader: Reader, ref: string, actor: Actor): Promise<Found | undefined> {
  const { target, ...named } = orThrow(parseReference(ref), "INVALID_INPUT").reference;
  const referred = await readReference(reader, { ...withTeam(named, actor), target });
  if (!referred) return undefined;
  const { teamId, modelId, visibility, versionId } = referred;
  // Where no version is, the answer is still only for who may see the model's versions.
  return { kind: "version", id: versionId ?? modelId, teamId, modelId, visibility, referred, target };
}

async function whyNothing(reader: Reader, ref: string, { modelId, target }: Found): Promise<ChanceryError> {
  const revoked = target.kind === "name" ? await revokedFrom(reader, { modelId, name: target.name }) : undefined;
  if (!revoked) return refuse("NOT_FOUND", "reference_unknown", `'${ref}' names no version now`);
  const { number, revokedAt } = revoked;
  return refuse(
    "POLICY_UNMET",
    "version_revoked",
    `'${ref}' was version ${number}, revoked on ${revokedAt.toISOString()}; nothing took its place`,
  );
}
