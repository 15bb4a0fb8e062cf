// Acts on promotions: asked for, voted on, and what that came to.
import { z } from "zod";
import { Sha256 } from "../../names.ts";
import { targetKinds } from "../../promotion/target.ts";
import { roles } from "../../roles.ts";
import { EarlyDigests, VoteDigests } from "../../promotion/digests.ts";
import { act, id, personal, shape, text, type Told } from "../act.ts";

const requested = {
  promotionId: id,
  number: z.int(),
  versionId: id,
  modelId: id,
  stage: z.string(),
  incumbentVersionId: id.nullable(),
  policy: z.string(),
  digests: EarlyDigests,
  dossierDigest: Sha256,
  reason: text(),
};
const answering = {
  ...requested,
  /** The promotion it replies to. */
  answers: id.nullable(),
  whatChanged: personal(z.string().max(20_000).optional()),
};
const { stage: _, ...anywhere } = answering;
/** What it asks for, executed as one: 1..n. */
const targets = z.array(shape({ kind: z.enum(targetKinds), name: z.string() })).min(1);
const voted = {
  promotionId: id,
  decision: z.string(),
  meaning: z.string(),
  digests: EarlyDigests,
  printedName: text(),
  note: text(),
};
const votedAs = {
  ...voted,
  digests: VoteDigests,
  revision: z.int(),
  dossierDigest: Sha256,
  /** The role it was cast by, where it is held, and through which group. */
  capacity: shape({
    role: z.enum(roles),
    scope: z.enum(["organisation", "team", "model"]),
    scopeId: id,
    groupId: id.nullable(),
  }),
  /** The voter's vote before it on the same promotion. */
  renews: id.nullable(),
  conditionCount: z.int(),
  /** One a line. */
  conditions: personal(z.string().max(20_000).optional()),
};
const askedIn = ({ fact, called }: Told<"stage" | "versionId" | "number">) =>
  `asked for ${fact("stage")} for ${called("versionId")}, P-${fact("number")}`;
const decisions: Readonly<Record<string, string>> = {
  approve: "approved",
  "request-changes": "asked for changes to",
  reject: "rejected",
};

const askedInAnswer = (told: Told<"stage" | "versionId" | "number" | "answers">) =>
  `${askedIn(told)}${told.fact("answers") && `, in answer to ${told.called("answers")}`}`;
const askedForTargets = ({ fact, called }: Told<"targets" | "versionId" | "number" | "answers">) =>
  `asked for ${fact("targets")} for ${called("versionId")}, P-${fact("number")}${fact("answers") && `, in answer to ${called("answers")}`}`;
const votedOn = ({ fact, called }: Told<"decision" | "promotionId">) =>
  `${decisions[fact("decision")] ?? "voted on"} ${called("promotionId")}`;
/** ", with 2 conditions"; nothing without one. */
const conditionsInWords = ({ fact }: Told<"conditionCount">): string => {
  const count = Number(fact("conditionCount"));
  if (count === 0) return "";
  return count === 1 ? ", with 1 condition" : `, with ${count} conditions`;
};
/** Nothing where every account it rests on is its holder's. */
const unvouchedInWords = ({ fact, called }: Told<"unvouchedId">): string =>
  fact("unvouchedId") &&
  `, though nobody independent had vouched for the holder of the account of ${called("unvouchedId")}`;

export const promotionActs = {
  "promotion.requested@1": act({
    class: "release",
    data: shape(requested),
    did: askedIn,
    attempt: "ask for a promotion of",
  }),
  "promotion.requested@2": act({
    class: "release",
    data: shape(answering),
    did: askedInAnswer,
    attempt: "ask for a promotion of",
  }),
  "promotion.requested@3": act({
    class: "release",
    data: shape({ ...answering, digests: VoteDigests }),
    did: askedInAnswer,
    attempt: "ask for a promotion of",
  }),
  "promotion.requested@4": act({
    class: "release",
    data: shape({
      ...anywhere,
      digests: VoteDigests,
      targets,
      /** Which way it takes to be approved: full. */
      path: z.string(),
      ticket: personal(z.string().max(20_000).optional()),
    }),
    did: askedForTargets,
    attempt: "ask for a promotion of",
  }),
  "promotion.voted@1": act({
    class: "release",
    retention: "signature",
    data: shape(voted),
    did: votedOn,
    attempt: "vote on",
    words: Object.values(decisions),
  }),
  "promotion.voted@2": act({
    class: "release",
    retention: "signature",
    data: shape({
      ...voted,
      digests: VoteDigests,
      /** The revision of the dossier it was cast on, and its digest. */
      revision: z.int(),
      dossierDigest: Sha256,
    }),
    did: votedOn,
    attempt: "vote on",
    words: Object.values(decisions),
  }),
  "promotion.voted@3": act({
    class: "release",
    retention: "signature",
    data: shape(votedAs),
    did: (told) => `${votedOn(told)}${conditionsInWords(told)}`,
    attempt: "vote on",
    words: [...Object.values(decisions), "conditions"],
  }),
  "promotion.voted@4": act({
    class: "release",
    retention: "signature",
    data: shape({
      ...votedAs,
      /** The account it rests on, for whose holder nobody independent had vouched. */
      unvouchedId: id.nullable(),
    }),
    did: (told) => `${votedOn(told)}${conditionsInWords(told)}${unvouchedInWords(told)}`,
    attempt: "vote on",
    words: [...Object.values(decisions), "conditions", "though nobody independent had vouched for"],
  }),
  /** By the registry itself: a reader was shown what a part's change had made of it. */
  "promotion.dossier-frozen@1": act({
    class: "release",
    data: shape({ promotionId: id, revision: z.int(), dossierDigest: Sha256, digests: VoteDigests }),
    did: ({ fact, called }) => `froze revision ${fact("revision")} of the dossier of ${called("promotionId")}`,
    attempt: "freeze the dossier of",
  }),
  /** An objection to it, or to an earlier request for the same version, holds it back no more. */
  "promotion.objection-dismissed@1": act({
    class: "release",
    retention: "signature",
    data: shape({
      promotionId: id,
      voteId: id,
      objectorId: id,
      /** The promotion the objection was made on. */
      objectedTo: id,
      printedName: text(),
      reason: text(),
    }),
    did: ({ called }) => `dismissed the objection of ${called("objectorId")} to ${called("promotionId")}`,
    attempt: "dismiss an objection to",
  }),
  /** Nobody else could vote, so the approval that completed the rule was by whoever dismissed an objection to it. */
  "promotion.completed-alone@1": act({
    class: "release",
    data: shape({ promotionId: id }),
    did: ({ called }) => `completed ${called("promotionId")} after dismissing an objection, with nobody else to vote`,
    attempt: "complete alone",
  }),
  "promotion.executed@1": act({
    class: "release",
    data: shape({
      promotionId: id,
      versionId: id,
      modelId: id,
      stage: z.string(),
      supersedes: id.nullable(),
      policy: z.string(),
      policyDigest: Sha256,
    }),
    did: ({ fact, called }) => `let ${called("versionId")} into ${fact("stage")} by ${called("promotionId")}`,
    attempt: "execute",
  }),
  "promotion.rejected@1": act({
    class: "release",
    data: shape({ promotionId: id }),
    did: ({ called }) => `closed ${called("promotionId")} as rejected`,
    attempt: "reject",
  }),
  "promotion.withdrawn@1": act({
    class: "release",
    data: shape({ promotionId: id, note: text() }),
    did: ({ called }) => `withdrew ${called("promotionId")}`,
    attempt: "withdraw",
  }),
  "promotion.withdrawn@2": act({
    class: "release",
    data: shape({
      promotionId: id,
      note: text(),
      /** Whose account was disabled, where an admin withdrew what they had asked for. */
      disabledId: id.nullable(),
    }),
    did: ({ fact, called }) =>
      `withdrew ${called("promotionId")}${fact("disabledId") && `, asked for by ${called("disabledId")}, whose account was disabled`}`,
    attempt: "withdraw",
  }),
} as const;
