// Asking for a promotion: freezes the dossier, and executes at once where the stage's rule needs no vote.
import { isExclusive, openPolicy, policyLabel, prose, refuse, stageNames, whyNotRequest } from "@chancery/core";
import {
  currentPolicy,
  holdersOf,
  insertPromotion,
  nextNumber,
  onUniqueViolation,
  promotionByNumber,
  stagesAskedFor,
  stagesHeldBy,
  versionSubject,
  type NewPromotion,
  type PolicyRow,
  type Tx,
  type VersionSubject,
} from "@chancery/db";
import { z } from "zod";
import { refuseIf } from "../refusals.ts";
import { command, type Scope } from "../command.ts";
import { contentDigests } from "../versions/content-digests.ts";
import { buildDossier } from "./dossier.ts";
import { executePromotion } from "./execute.ts";
import { weighOne } from "./facts.ts";
import { summaryOf } from "./summary.ts";

const RequestInput = z.strictObject({ versionId: z.uuid(), stage: z.enum(stageNames), reason: prose(4000, 10) });
type Asked = z.output<typeof RequestInput>;

/**
 * Asks for a version to enter a stage. Refused (ILLEGAL_TRANSITION) unless it is sealed, and when it holds the stage or
 * is asked into it already. Numbers have no gap.
 */
export const requestPromotion = command({
  kind: "promotion.requested@1",
  permission: "promotion:request",
  input: RequestInput,
  // Locked, so that of two who ask at once the second finds the first one's promotion.
  subject: (tx, input) => versionSubject(tx, input.versionId, { lock: true }),
  causes: ["promotion.executed@1"],
  async run(scope, input) {
    const { tx, subject } = scope;
    await mayAsk(tx, subject, input);
    const policy = await currentPolicy(tx);
    const asked = await draw(scope, input, policy);
    await onUniqueViolation(insertPromotion(tx, asked), () => alreadyAsked(input));
    const document = openPolicy(policy);
    const executed =
      document.stages[input.stage].approvals === 0
        ? await executePromotion(scope, { ...asked, policyDocument: policy.document, policyDigest: policy.digest })
        : undefined;
    const { id, number, versionId, modelId, stage, incumbentVersionId, digests, dossierDigest, reason } = asked;
    return {
      result: await summaryNow(tx, number),
      audit: {
        promotionId: id,
        number,
        versionId,
        modelId,
        stage,
        incumbentVersionId,
        policy: policyLabel(document),
        digests,
        dossierDigest,
        reason,
      },
      about: { kind: "promotion", id },
      caused: executed ? [executed] : [],
    };
  },
});

async function mayAsk(tx: Tx, { id, state }: VersionSubject, { stage }: Asked): Promise<void> {
  const heldStages = await stagesHeldBy(tx, id);
  const openStages = await stagesAskedFor(tx, id);
  refuseIf(whyNotRequest({ state, stage, heldStages, openStages }));
}

/** Draws up the promotion: its number, the incumbent it is compared with, the frozen dossier and digests. */
async function draw(
  { tx, actor, now, newId, subject }: Scope<VersionSubject>,
  { stage, reason }: Asked,
  policy: PolicyRow,
): Promise<NewPromotion> {
  const { id: versionId, modelId } = subject;
  const holders = isExclusive(stage) ? await holdersOf(tx, [modelId]) : [];
  const incumbent = holders.find((holder) => holder.stage === stage);
  const digests = await contentDigests(tx, versionId, policy.digest);
  const theirs = incumbent && (await contentDigests(tx, incumbent.versionId, policy.digest));
  const frozen = await buildDossier(tx, {
    versionId,
    stage,
    incumbent,
    policy: { document: openPolicy(policy), digest: policy.digest },
    cards: { candidate: digests.card, incumbent: theirs?.card ?? null },
  });
  return {
    id: newId(),
    number: await nextNumber(tx, "promotion"),
    modelId,
    versionId,
    stage,
    requesterId: actor.id,
    requesterAnswerableId: actor.answerableId,
    reason,
    policyVersionId: policy.id,
    incumbentVersionId: incumbent?.versionId ?? null,
    ...frozen,
    digests,
    createdAt: now,
  };
}

const alreadyAsked = ({ stage }: Asked) =>
  refuse("ILLEGAL_TRANSITION", "already_asked", `a promotion of this version to ${stage} is open already`);

async function summaryNow(tx: Tx, number: number) {
  const row = await promotionByNumber(tx, number);
  if (!row) throw new Error(`promotion ${number} vanished in its own transaction`);
  return summaryOf(await weighOne(tx, row));
}
