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
import { readReference, revokedFrom, versionReferred, type Reader, type Referred } from "@chancery/db";
import { z } from "zod";
import { saidOfPlace, saidOfVersion } from "../audit/said.ts";
import type { House } from "../house.ts";
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
  async run({ house, reader, now, subject, actor }, { ref }): Promise<Resolution> {
    const { target } = subject;
    const referred = await answered(house, reader, subject, () => find(reader, ref, actor));
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

/**
 * What a stage or alias names by the log, where a row says otherwise: a forged row takes nothing over, a deleted one takes
 * nothing down. A check names the row.
 */
async function asLogged(house: House, reader: Reader, { referred, target }: Found): Promise<Referred> {
  if (target.kind !== "name") return referred;
  const { stages } = house.db;
  const isStage = stages.has(target.name);
  if (isStage && !stages.isExclusive(target.name)) return referred;
  const table = isStage ? "occupancies" : "aliases";
  const place = { table, modelId: referred.modelId, name: referred.alias ?? target.name } as const;
  const said = await saidOfPlace({ reader, house }, place);
  if (!said || said.versionId === referred.versionId) return referred;
  const nothing = { ...referred, versionId: null, number: null, state: null, manifestDigest: null };
  return said.versionId === null ? nothing : { ...nothing, ...(await versionReferred(reader, said.versionId)) };
}

/** As `asLogged`, with the version's own row held against the log: its number, state and digest are what was recorded. */
async function asRecorded(house: House, reader: Reader, found: Found): Promise<Referred> {
  const referred = await asLogged(house, reader, found);
  if (referred.versionId === null) return referred;
  const said = await saidOfVersion({ reader, house }, referred.versionId);
  const recorded = said && Version.safeParse(said);
  return recorded?.success ? { ...referred, ...recorded.data } : referred;
}
const Version = z.object({
  number: z.int(),
  state: z.enum(["draft", "sealed", "revoked"]),
  manifestDigest: z.string().nullable(),
});

/** What differs from the rows is looked at again: an act may have committed between two reads. Then it is an alarm. */
async function answered(house: House, reader: Reader, found: Found, again: () => Promise<Found | undefined>) {
  let rows = found.referred;
  let recorded = await asRecorded(house, reader, found);
  for (let looked = 1; looked < 3 && !isSame(rows, recorded); looked++) {
    const anew = await again();
    if (!anew) break;
    rows = anew.referred;
    recorded = await asRecorded(house, reader, anew);
  }
  if (!isSame(rows, recorded))
    house.log.error({ row: rows, recorded }, "a row does not match the log: what the log says was answered");
  return recorded;
}

const isSame = (a: Referred, b: Referred) =>
  a.versionId === b.versionId && a.number === b.number && a.state === b.state && a.manifestDigest === b.manifestDigest;

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
