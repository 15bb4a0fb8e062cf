// Acts on evaluations.
import { z } from "zod";
import { Sha256 } from "../../names.ts";
import { act, id, shape, text } from "../act.ts";

export const evaluationActs = {
  "evaluation.recorded@1": act({
    class: "data",
    data: shape({
      versionId: id,
      evaluationId: id,
      phase: z.string(),
      datasetId: id.nullable(),
      digest: Sha256,
    }),
    did: ({ fact, called }) => `recorded a ${fact("phase")} evaluation of ${called("versionId")}`,
    attempt: "record an evaluation of",
  }),
  "evaluation.retracted@1": act({
    class: "data",
    data: shape({ versionId: id, evaluationId: id, edgeId: id.nullable(), reason: text() }),
    did: ({ called }) => `retracted an evaluation of ${called("versionId")}`,
    attempt: "retract an evaluation of",
  }),
} as const;
