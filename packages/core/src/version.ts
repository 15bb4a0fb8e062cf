// What the state of a version allows. The same verdicts enforce in commands and explain on pages.
import { z } from "zod";
import type { Reason } from "./kernel/view.ts";
import { allAllowed, allowed, allowedUnless, reasonsOf, refused, type Verdict } from "./errors.ts";
import { collisionKey } from "./look-alike.ts";
import { mayRequest } from "./promotion.ts";
import type { StageName, Stages } from "./stage.ts";
import type { StageVerdict } from "./version/view.ts";
import type { VersionState } from "./version/states.ts";

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
export const mayLabel = (label: string, other: { readonly number: number } | undefined): Verdict =>
  other
    ? refused("CONFLICT", { code: "label_taken", message: `version ${other.number} already has the label ${label}` })
    : allowed;

/** Params, signature, environment and label belong to the draft. */
export const mayEdit = ({ state }: Pick<VersionFacts, "state">): Verdict =>
  state === "draft"
    ? allowed
    : refused("ILLEGAL_TRANSITION", {
        code: `version_${state}`,
        message: `a ${state} version cannot be changed: create a new version`,
      });

const external = { code: "version_external", message: "an external version is a descriptor and holds no files" };

/** Files go into drafts that hold files. */
export const mayUpload = (version: VersionFacts): Verdict =>
  allAllowed(mayEdit(version), version.content === "files" ? allowed : refused("ILLEGAL_TRANSITION", external));

/** What brings files into a draft, by whom: a path, or how many files where it has none. */
export type FilesOnTheirWay = {
  readonly path: string;
  readonly fileCount: number;
  readonly sender: string;
};
type Sealable = VersionFacts & {
  readonly fileCount: number;
  /** Files that are on their way, and the first uploads that bring them where they are to be named. */
  readonly receiving: number;
  readonly uploads?: readonly FilesOnTheirWay[];
};
/** Sealing takes a draft with content, all of it arrived. */
export function maySeal({ receiving, uploads = [], ...version }: Sealable): Verdict {
  const reasons: Reason[] = [];
  if (version.content === "files" && version.fileCount === 0)
    reasons.push({ code: "version_empty", message: "a version without files cannot be sealed: push some first" });
  if (receiving > 0) reasons.push({ code: "upload_unfinished", message: onTheirWay(receiving, uploads) });
  return allAllowed(mayEdit(version), allowedUnless("ILLEGAL_TRANSITION", reasons));
}

const howMany = (files: number) => (files === 1 ? "1 file" : `${files} files`);
function onTheirWay(files: number, uploads: readonly FilesOnTheirWay[]): string {
  const told = `${howMany(files)} ${files === 1 ? "is" : "are"} still being uploaded`;
  const named = uploads.map(({ path, fileCount, sender }) => `${path === "" ? howMany(fileCount) : path} by ${sender}`);
  const rest = files - uploads.reduce((sum, { fileCount }) => sum + fileCount, 0);
  const which = [...named, ...(named.length > 0 && rest > 0 ? [`and ${howMany(rest)} more`] : [])].join(", ");
  const how = "finish these uploads, or end them on the draft's page or with chancery upload ls and chancery upload rm";
  return `${told}${which === "" ? "" : ` (${which})`}: ${how}`;
}

const notADraft = {
  sealed: "a sealed version cannot be discarded: revoke it to stop its use",
  revoked: "a revoked version cannot be discarded: only drafts can",
  discarded: "this draft is already discarded",
} as const;
/** Only drafts go: whatever was sealed stays on record. Nothing can rest on a draft. */
export const mayDiscard = ({ state }: Pick<VersionFacts, "state">): Verdict =>
  state === "draft" ? allowed : refused("ILLEGAL_TRANSITION", { code: `version_${state}`, message: notADraft[state] });

/** Of a discarded draft nothing is left to compare. */
export const mayCompare = ({ state }: Pick<VersionFacts, "state">): Verdict =>
  state === "discarded"
    ? refused("NOT_FOUND", {
        code: "version_discarded",
        message: "this draft was discarded: nothing is left to compare",
      })
    : allowed;

/** Evidence is added to drafts and sealed versions. */
export const mayRecord = ({ state }: Pick<VersionFacts, "state">): Verdict =>
  state === "revoked" || state === "discarded"
    ? refused("ILLEGAL_TRANSITION", {
        code: `version_${state}`,
        message: `you cannot record anything on a ${state} version`,
      })
    : allowed;

const nothingToRevoke = {
  draft: "a draft is not in use: there is nothing to revoke",
  discarded: "this draft was discarded: there is nothing to revoke",
  revoked: "this version is already revoked",
} as const;
/** What is revoked was sealed, once. */
export const mayRevoke = ({ state }: Pick<VersionFacts, "state">): Verdict =>
  state === "sealed"
    ? allowed
    : refused("ILLEGAL_TRANSITION", { code: `version_${state}`, message: nothingToRevoke[state] });

/** Files of a revoked version are kept but not handed out; its digest still resolves. */
export function mayDownload({ state }: Pick<VersionFacts, "state">): Verdict {
  if (state === "discarded")
    return refused("NOT_FOUND", { code: "version_discarded", message: "this draft was discarded: its files are gone" });
  return state === "revoked"
    ? refused("FORBIDDEN", {
        code: "version_revoked",
        message: "this version was revoked: its files can no longer be downloaded",
      })
    : allowed;
}

type Standing = {
  readonly state: VersionState;
  readonly heldStages: readonly StageName[];
  readonly openStages: readonly StageName[];
};
/** The verdict line: for every stage whether the version holds it, is asked into it, could be, or why not. */
export const stageVerdicts = (stages: Stages, version: Standing): readonly StageVerdict[] =>
  stages.names.map((stage) => {
    const reasons = reasonsOf(mayRequest({ ...version, stage }));
    if (version.heldStages.includes(stage)) return { stage, status: "held", reasons };
    if (version.openStages.includes(stage)) return { stage, status: "asked", reasons };
    return { stage, status: reasons.length === 0 ? "eligible" : "blocked", reasons };
  });

/** Whether a promotion may be asked for at all: one stage is left to ask for. */
export function mayRequestAny(verdicts: readonly StageVerdict[]): Verdict {
  if (verdicts.some(({ status }) => status === "eligible")) return allowed;
  const reasons = new Map(verdicts.flatMap((verdict) => verdict.reasons).map((reason) => [reason.code, reason]));
  return allowedUnless("ILLEGAL_TRANSITION", [...reasons.values()]);
}
