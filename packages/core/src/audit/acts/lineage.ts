// Acts on lineage: what a version came from.
import { z } from "zod";
import { Sha256 } from "../../names.ts";
import { act, id, shape, text } from "../act.ts";

export const lineageActs = {
  "lineage.recorded@1": act({
    class: "data",
    data: shape({ versionId: id, edgeId: id, kind: z.string(), digest: Sha256 }),
    did: ({ fact, called }) => `recorded lineage of ${called("versionId")}: ${fact("kind").replace("_", " ")}`,
    attempt: "record lineage of",
  }),
  "lineage.retracted@1": act({
    class: "data",
    data: shape({ versionId: id, edgeId: id, kind: z.string(), reason: text() }),
    did: ({ fact, called }) => `retracted lineage of ${called("versionId")}: ${fact("kind").replace("_", " ")}`,
    attempt: "retract lineage of",
  }),
} as const;
