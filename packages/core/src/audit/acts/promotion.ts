// Acts on promotions: asked for, voted on, and what that came to.
import { z } from "zod";
import { Sha256 } from "../../names.ts";
import { act, id, personal, shape, text, type Told } from "../act.ts";

const digests = z.strictObject({ manifest: Sha256, card: Sha256, evaluations: Sha256, policy: Sha256 });
const requested = {
  promotionId: id,
  number: z.int(),
  versionId: id,
  modelId: id,
  stage: z.string(),
  incumbentVersionId: id.nullable(),
  policy: z.string(),
  digests,
  dossierDigest: Sha256,
  reason: text(),
};
const askedIn = ({ fact, called }: Told<"stage" | "versionId" | "number">) =>
  `asked for ${fact("stage")} for ${called("versionId")}, P-${fact("number")}`;
const decisions: Readonly<Record<string, string>> = {
  approve: "approved",
  "request-changes": "asked for changes to",
  reject: "rejected",
};

export const promotionActs = {
  "promotion.requested@1": act({
    class: "release",
    data: shape(requested),
    did: askedIn,
    attempt: "ask for a promotion of",
  }),
  "promotion.requested@2": act({
    class: "release",
    data: shape({
      ...requested,
      /** The promotion it replies to. */
      answers: id.nullable(),
      whatChanged: personal(z.string().max(20_000).optional()),
    }),
    did: (told) => `${askedIn(told)}${told.fact("answers") && `, in answer to ${told.called("answers")}`}`,
    attempt: "ask for a promotion of",
  }),
  "promotion.voted@1": act({
    class: "release",
    retention: "signature",
    data: shape({
      promotionId: id,
      decision: z.string(),
      meaning: z.string(),
      digests,
      printedName: text(),
      note: text(),
    }),
    did: ({ fact, called }) => `${decisions[fact("decision")] ?? "voted on"} ${called("promotionId")}`,
    attempt: "vote on",
    words: Object.values(decisions),
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
} as const;
