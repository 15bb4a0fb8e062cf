// Asking for a promotion: freezes the dossier. Where its gates need nobody, it executes at once.
import {
  orThrow,
  openPolicy,
  policyLabel,
  promotionPaths,
  prose,
  refuse,
  StageText,
  Ticket,
  mayAskAgain,
  mayRequest,
  mayNameStage,
  Target,
  PromotionSummary,
  type ActData,
} from "@chancery/core";
import {
  currentPolicy,
  decisionsOn,
  insertPromotion,
  nextNumber,
  onUniqueViolation,
  promotionByNumber,
  promotionOfModel,
  stagesAskedFor,
  stagesHeldBy,
  type NewPromotion,
  type PolicyRow,
  rowsBehindVersion,
  type Tx,
  type VersionSubject,
} from "@chancery/db";
import { z } from "zod";
import { assertHolder, assertRecorded } from "../audit/said.ts";
import { command, type Scope } from "../command.ts";
import { lockVersion } from "../subjects/version.ts";
import { freezeDossier } from "./dossier.ts";
import { weighOne } from "./facts.ts";
import { settlePromotion } from "./settle.ts";
import { summaryOf } from "./summary.ts";

const RequestInput = z
  .strictObject({
    versionId: Target.version,
    stage: StageText,
    reason: prose(4000, 10),
    /** What it is called where changes are tracked. */
    ticket: Ticket.optional(),
    /** Number of the promotion it replies to. Required, with `whatChanged`, where this content was objected to before. */
    answers: z.int().positive().optional(),
    whatChanged: prose(4000, 10).optional(),
  })
  .refine(({ answers, whatChanged }) => (answers === undefined) === (whatChanged === undefined), {
    message: "give answers and whatChanged together: which promotion this replies to, and what changed since",
  });
type Asked = z.output<typeof RequestInput>;

/**
 * Asks for a version to enter a stage. Refused (ILLEGAL_TRANSITION) unless it is sealed, and when it holds the stage or
 * is asked into it already; and (POLICY_UNMET) when a reviewer objected to the same content before and the request does not
 * say what changed since. Numbers have no gap.
 */
export const requestPromotion = command({
  kind: "promotion.requested@4",
  permission: "promotion:request",
  input: RequestInput,
  output: PromotionSummary,
  // Locked, so that of two who ask at once the second finds the first one's promotion.
  subject: (tx, { versionId }, asking) => lockVersion(tx, versionId, asking),
  causes: ["promotion.executed@1", "promotion.rejected@1"],
  async run(scope, input) {
    const { tx, subject, house } = scope;
    const { id: versionId, modelId } = subject;
    orThrow(mayNameStage(house.db.stages, input.stage));
    await assertRecorded(
      { reader: tx, house },
      await rowsBehindVersion(tx, { versionId, modelId, stage: input.stage }),
    );
    await assertHolder({ reader: tx, house }, { modelId, stage: input.stage });
    await mayAsk(tx, subject, input);
    const policy = await currentPolicy(tx);
    const asked = await draw(scope, input, policy);
    await onUniqueViolation(insertPromotion(tx, asked), () => alreadyAsked(input));
    const settled = await settlePromotion(scope, await weighedNow(tx, asked.number));
    return {
      result: summaryOf(settled.now),
      audit: auditOf(asked, policyLabel(openPolicy(policy))),
      about: { kind: "promotion", id: asked.id },
      caused: settled.caused,
    };
  },
});

const auditOf = (asked: NewPromotion, policy: string): ActData<"promotion.requested@4"> => ({
  promotionId: asked.id,
  number: asked.number,
  versionId: asked.versionId,
  modelId: asked.modelId,
  targets: [...asked.targets],
  path: asked.path,
  incumbentVersionId: asked.incumbentVersionId,
  policy,
  digests: asked.digests,
  dossierDigest: asked.dossierDigest,
  reason: asked.reason,
  answers: asked.answersId,
  ...(asked.ticket !== null && { ticket: asked.ticket }),
  ...(asked.whatChanged !== null && { whatChanged: asked.whatChanged }),
});

async function mayAsk(tx: Tx, { id, state }: VersionSubject, { stage }: Asked): Promise<void> {
  const heldStages = await stagesHeldBy(tx, id);
  const openStages = await stagesAskedFor(tx, id);
  orThrow(mayRequest({ state, stage, heldStages, openStages }));
}

/** The promotion it replies to. An objection to the same content has to be answered; any other of this model may be. */
async function answered(
  tx: Tx,
  { modelId }: VersionSubject,
  { answers, manifest }: Pick<Asked, "answers"> & { readonly manifest: string },
): Promise<string | null> {
  const earlier = await decisionsOn(tx, [{ modelId, manifestDigest: manifest }]);
  orThrow(mayAskAgain({ earlier, answers }));
  if (answers === undefined) return null;
  const replied = await promotionOfModel(tx, { modelId, number: answers });
  if (!replied)
    throw refuse(
      "INVALID_INPUT",
      "answers_unknown",
      `P-${answers} is not a promotion of this model: answer one that is`,
    );
  return replied.id;
}

/** Draws up the promotion: its number, the incumbent it is compared with, the frozen dossier. */
async function draw(
  { tx, actor, now, newId, subject }: Scope<VersionSubject>,
  { stage, reason, ticket, answers, whatChanged }: Asked,
  policy: PolicyRow,
): Promise<NewPromotion> {
  const { id: versionId, modelId, manifestDigest: manifest } = subject;
  if (manifest === null) throw new Error(`version ${versionId} is not sealed: there is nothing to freeze`);
  const answersId = await answered(tx, subject, { answers, manifest });
  const { parts, frozen } = await freezeDossier(tx, { versionId, modelId, stage, manifest, createdAt: now }, policy);
  return {
    id: newId(),
    number: await nextNumber(tx, "promotion"),
    modelId,
    versionId,
    stage,
    targets: [{ kind: "stage", name: stage }],
    requesterId: actor.id,
    requesterAnswerableId: actor.answerableId,
    reason,
    ticket: ticket ?? null,
    path: promotionPaths[0],
    policyVersionId: policy.id,
    incumbentVersionId: parts.incumbent?.versionId ?? null,
    answersId,
    whatChanged: whatChanged ?? null,
    ...frozen,
    createdAt: now,
  };
}

const alreadyAsked = ({ stage }: Asked) =>
  refuse("ILLEGAL_TRANSITION", "already_asked", `a promotion of this version to ${stage} is already open`);

async function weighedNow(tx: Tx, number: number) {
  const row = await promotionByNumber(tx, number);
  if (!row) throw new Error(`promotion ${number} vanished in its own transaction`);
  return weighOne(tx, row);
}
