// What the state of a version allows. The same verdicts enforce in commands and explain on pages.
import { z } from "zod";
import type { Reason } from "./errors.ts";
import { collisionKey } from "./names.ts";
import { whyNotRequest } from "./promotion.ts";
import type { StageName, Stages } from "./stage.ts";

/** A discarded draft keeps its number and nothing else. */
export type VersionState = "draft" | "sealed" | "revoked" | "discarded";
/** `content`: whether it holds files or describes something external. */
export type VersionFacts = { readonly state: VersionState; readonly content: "files" | "external" };

const semver =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-(0|[1-9]\d*|\d*[A-Za-z-][\dA-Za-z-]*)(\.(0|[1-9]\d*|\d*[A-Za-z-][\dA-Za-z-]*))*)?(\+[\dA-Za-z-]+(\.[\dA-Za-z-]+)*)?$/;
/** A semantic version (semver.org, 2.0.0), so that no label reads like the number of another version. Older labels stay readable. */
export const VersionLabel = z
  .string()
  .max(64)
  .trim()
  .regex(semver, "a label is a semantic version such as 1.4.0 or 2.0.0-rc.1, without a leading v");
/** Labels with one key would be taken for each other. */
export const labelKey = (label: string): string => collisionKey(label);

/** A label stands on one version of a model. */
export const whyNotLabel = (label: string, other: { readonly number: number } | undefined): readonly Reason[] =>
  other ? [{ code: "label_taken", message: `version ${other.number} has the label ${label} already` }] : [];

const frozen = (state: VersionState): readonly Reason[] =>
  state === "draft"
    ? []
    : [{ code: `version_${state}`, message: `a ${state} version cannot be changed: make a new one` }];

/** Params, signature, environment and label belong to the draft. */
export const whyNotEdit = ({ state }: Pick<VersionFacts, "state">): readonly Reason[] => frozen(state);

/** Files go into drafts that hold files. */
export function whyNotUpload({ state, content }: VersionFacts): readonly Reason[] {
  if (content === "files") return frozen(state);
  return [
    ...frozen(state),
    { code: "version_external", message: "an external version is a descriptor and holds no files" },
  ];
}

/** Sealing takes a draft with content, all of it arrived. */
export function whyNotSeal(
  version: VersionFacts & { readonly fileCount: number; readonly receiving: number },
): readonly Reason[] {
  const reasons = [...frozen(version.state)];
  if (version.content === "files" && version.fileCount === 0)
    reasons.push({ code: "version_empty", message: "a version without files cannot be sealed: push some first" });
  if (version.receiving > 0)
    reasons.push({ code: "upload_unfinished", message: "files are still on their way: finish or remove them first" });
  return reasons;
}

/** Evidence is added to drafts and sealed versions. */
export const whyNotRecord = ({ state }: Pick<VersionFacts, "state">): readonly Reason[] =>
  state === "revoked" || state === "discarded"
    ? [{ code: `version_${state}`, message: `nothing is recorded on a ${state} version` }]
    : [];

const nothingToRevoke = {
  draft: "a draft is not in use: there is nothing to revoke",
  discarded: "this draft was discarded: there is nothing to revoke",
  revoked: "this version is revoked already",
} as const;
/** What is revoked was sealed, once. */
export const whyNotRevoke = ({ state }: Pick<VersionFacts, "state">): readonly Reason[] =>
  state === "sealed" ? [] : [{ code: `version_${state}`, message: nothingToRevoke[state] }];

/** Files of a revoked version are kept but not handed out; its digest still resolves. */
export const whyNotDownload = ({ state }: Pick<VersionFacts, "state">): readonly Reason[] =>
  state === "revoked"
    ? [{ code: "version_revoked", message: "this version was revoked: its files are not handed out any more" }]
    : [];

type Standing = {
  readonly state: VersionState;
  readonly heldStages: readonly StageName[];
  readonly openStages: readonly StageName[];
};
/** The verdict line: per stage, whether it is held, could be asked for, or why not. */
export type StageVerdict = {
  readonly stage: StageName;
  readonly status: "held" | "asked" | "eligible" | "blocked";
  readonly reasons: readonly Reason[];
};
/** The verdict line: for every stage whether the version holds it, is asked into it, could be, or why not. */
export const stageVerdicts = (stages: Stages, version: Standing): readonly StageVerdict[] =>
  stages.names.map((stage) => {
    const reasons = whyNotRequest({ ...version, stage });
    if (version.heldStages.includes(stage)) return { stage, status: "held", reasons };
    if (version.openStages.includes(stage)) return { stage, status: "asked", reasons };
    return { stage, status: reasons.length === 0 ? "eligible" : "blocked", reasons };
  });

/** Why no promotion at all may be asked for; empty when one stage is left to ask for. */
export function whyNotRequestAny(verdicts: readonly StageVerdict[]): readonly Reason[] {
  if (verdicts.some(({ status }) => status === "eligible")) return [];
  const reasons = new Map(verdicts.flatMap((verdict) => verdict.reasons).map((reason) => [reason.code, reason]));
  return [...reasons.values()];
}
