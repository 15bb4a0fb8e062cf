// Resolves a reference to an immutable version: what a serving job asks before it downloads.
import { refuse, Target, Resolution, type Actor, type ChanceryError, type Subjects } from "@chancery/core";
import { revokedFrom, versionSubject, type Reader, type Referred } from "@chancery/db";
import { z } from "zod";
import type { House } from "../house.ts";
import { query } from "../query.ts";
import { contradicted, rowInWords } from "../audit/row-words.ts";
import { referenceIn } from "../subjects/version.ts";
import { asIndexed, heldReference, type HeldReference } from "./held-reference.ts";

type Found = Subjects["version"] & {
  readonly referred: Referred;
  readonly asked: Parameters<typeof heldReference>[1];
  /** Undefined where the index is to be asked. */
  readonly answer: HeldReference | undefined;
};

/**
 * The sealed version a reference names. A revoked one is answered to its number or digest, with its state; a stage or
 * alias whose version was revoked is refused (POLICY_UNMET). A bare `team/name` is INVALID_INPUT; a draft is NOT_FOUND.
 */
export const resolveVersion = query({
  permission: "version:read",
  input: z.strictObject({ ref: Target.version }),
  output: Resolution,
  subject: (reader, { ref }, { actor, house }) => find(house, reader, ref, actor),
  async run({ house, reader, now, subject }, { ref: { id, text: ref } }): Promise<Resolution> {
    const { target } = subject.asked;
    const held = subject.answer ?? (await asIndexed({ house, reader }, subject.asked, subject.referred));
    if (held.refusal) throw held.refusal;
    if (id !== undefined && held.referred?.versionId !== id)
      throw contradicted(rowInWords({ table: "versions", id, columns: ["number"] }), null);
    const { versionId, number, state, manifestDigest, team, name } = held.referred ?? subject.referred;
    if (target.kind === "name" && (versionId === null || state === "revoked"))
      throw await whyNothing(reader, ref, subject);
    if (versionId === null || number === null)
      throw refuse("NOT_FOUND", "reference_unknown", `there is no version '${ref}'`);
    if (state === "discarded")
      throw refuse("NOT_FOUND", "version_discarded", `'${ref}' was discarded while it was a draft: its files are gone`);
    if (manifestDigest === null || state === null || state === "draft")
      throw refuse("NOT_FOUND", "version_draft", `'${ref}' is a draft: seal it first, or name a sealed version`);
    const marked = held.isContradicted ? { recordContradicted: true as const } : {};
    return { versionId, number, manifestDigest, resolvedAt: now.toISOString(), team, name, state, ...marked };
  },
});

async function find(house: House, reader: Reader, ref: Target<"version">, actor: Actor): Promise<Found | undefined> {
  const asked = await referenceOf(reader, ref, actor);
  if (!asked) return undefined;
  const held = await heldReference({ house, reader }, asked);
  if (!held.referred) return undefined;
  const { teamId, modelId, visibility, versionId } = held.referred;
  // Where no version is, the answer is still only for who may see the model's versions.
  const answer = held.isHeld ? held : undefined;
  return {
    kind: "version",
    id: versionId ?? modelId,
    teamId,
    modelId,
    visibility,
    referred: held.referred,
    asked,
    answer,
  };
}

/** Of a version named by its id, the reference by its number. */
async function referenceOf(
  reader: Reader,
  { id, text }: Target<"version">,
  actor: Actor,
): Promise<Found["asked"] | undefined> {
  if (id === undefined) return referenceIn(text, actor);
  const version = await versionSubject(reader, id);
  return version && { team: version.teamSlug, name: version.name, target: { kind: "number", number: version.number } };
}

async function whyNothing(reader: Reader, ref: string, { modelId, asked: { target } }: Found): Promise<ChanceryError> {
  const revoked = target.kind === "name" ? await revokedFrom(reader, { modelId, name: target.name }) : undefined;
  if (!revoked) return refuse("NOT_FOUND", "reference_unknown", `'${ref}' does not name a version now`);
  const { number, revokedAt } = revoked;
  return refuse(
    "POLICY_UNMET",
    "version_revoked",
    `'${ref}' was version ${number}, revoked on ${revokedAt.toISOString()}; nothing took its place`,
  );
}
