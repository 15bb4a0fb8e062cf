// Taking back what was recorded wrongly: an evaluation, or an edge of the lineage. It stays, and counts nowhere.
import {
  orThrow,
  changedParts,
  prose,
  voterOn,
  mayRetract,
  RetractionView,
  type Actor,
  type PromotionFacts,
  type Retractable,
} from "@chancery/core";
import {
  currentPolicy,
  datasetEdgeLeft,
  insertRetraction,
  promotionsById,
  recordedEdge,
  recordedEvaluation,
  touchModel,
  versionSubject,
  type Reader,
  type Recorded,
  type Tx,
  type VersionSubject,
} from "@chancery/db";
import { z } from "zod";
import { command, type Scope } from "../command.ts";
import { promotionsShowing } from "../promotions/at-stake.ts";
import { weigh } from "../promotions/facts.ts";
import { partsNow } from "../promotions/parts.ts";

const why = prose(4000, 10);

/**
 * Retracts an evaluation. Refused to anybody but who recorded it and reviewers of the model; and while an open promotion
 * rests on it, to whoever may not vote there. Where no other evaluation that counts is on its dataset, the edge to that goes too.
 */
export const retractEvaluation = command({
  kind: "evaluation.retracted@1",
  permission: "evaluation:retract",
  input: z.strictObject({ evaluationId: z.uuid(), reason: why }),
  output: RetractionView,
  subject: (tx, { evaluationId }) => subjectOf(tx, recordedEvaluation(tx, evaluationId)),
  async run(scope, { evaluationId, reason }) {
    const recorded = await required(recordedEvaluation(scope.tx, evaluationId));
    const edgeId = await retract(scope, { target: "evaluation", targetId: evaluationId, recorded, reason });
    const audit = { versionId: recorded.versionId, evaluationId, edgeId, reason };
    return { result: viewOf(scope, reason), audit };
  },
});

/** Retracts an edge of a version's lineage, by the same rules. */
export const retractLineage = command({
  kind: "lineage.retracted@1",
  permission: "evaluation:retract",
  input: z.strictObject({ edgeId: z.uuid(), reason: why }),
  output: RetractionView,
  subject: (tx, { edgeId }) => subjectOf(tx, recordedEdge(tx, edgeId)),
  async run(scope, { edgeId, reason }) {
    const recorded = await required(recordedEdge(scope.tx, edgeId));
    await retract(scope, { target: "edge", targetId: edgeId, recorded, reason });
    return {
      result: viewOf(scope, reason),
      audit: { versionId: recorded.versionId, edgeId, kind: recorded.kind, reason },
    };
  },
});

async function subjectOf(tx: Tx, found: Promise<Recorded | undefined>): Promise<VersionSubject | undefined> {
  const recorded = await found;
  return recorded && versionSubject(tx, recorded.versionId, { lock: true });
}
async function required(found: Promise<Recorded | undefined>): Promise<Recorded> {
  const recorded = await found;
  if (!recorded) throw new Error("what was to be retracted vanished under the lock of its version");
  return recorded;
}

const viewOf = ({ actor, now }: { readonly actor: Actor; readonly now: Date }, reason: string): RetractionView => ({
  by: actor.name,
  reason,
  at: now.toISOString(),
});

type What = {
  readonly target: Retractable;
  readonly targetId: string;
  readonly recorded: Recorded;
  readonly reason: string;
};

/** Writes it and looks what it changed; a refusal undoes it. Answers the edge that went with an evaluation. */
async function retract(scope: Scope<VersionSubject>, { target, targetId, recorded, reason }: What) {
  const { tx, actor, now, newId, subject, grants } = scope;
  const { versionId, recorderId, recorderOwnerId } = recorded;
  const voter = voterOn(actor, grants, subject);
  const recorderIds = [recorderId, ...(recorderOwnerId === null ? [] : [recorderOwnerId])];
  const known = { isRetracted: recorded.isRetracted, recorderIds, voter };
  orThrow(mayRetract({ ...known, restingOnIt: [] }));
  const before = await shownNow(tx, subject);
  const common = { versionId, retractedBy: actor.id, reason, createdAt: now };
  await insertRetraction(tx, { ...common, id: newId(), target, targetId });
  const edgeId = target === "evaluation" ? await datasetEdgeLeft(tx, recorded) : null;
  if (edgeId !== null) await insertRetraction(tx, { ...common, id: newId(), target: "edge", targetId: edgeId });
  const after = await shownNow(tx, subject);
  const restingOnIt = before.filter(({ digests }, n) => changedParts(digests, after[n]?.digests ?? {}).length > 0);
  orThrow(mayRetract({ ...known, restingOnIt }));
  await touchModel(tx, { modelId: subject.modelId, now });
  return edgeId;
}

/** The open promotions that show the version, each with what it would show now. */
async function shownNow(reader: Reader, { id, modelId }: VersionSubject) {
  const ids = await promotionsShowing(reader, { versionId: id, modelId });
  const policy = await currentPolicy(reader);
  const weighed = await weigh(reader, await promotionsById(reader, ids));
  return Promise.all(
    weighed.flatMap(({ row, facts }) => {
      const { manifestDigest: manifest } = row;
      return manifest === null ? [] : [shownOf(reader, { ...row, manifest }, { policy, facts })];
    }),
  );
}

async function shownOf(
  reader: Reader,
  row: Parameters<typeof partsNow>[1] & { readonly number: number },
  { policy, facts }: { readonly policy: Parameters<typeof partsNow>[2]; readonly facts: PromotionFacts },
) {
  const { digests } = await partsNow(reader, row, policy);
  return { number: row.number, facts, digests };
}
