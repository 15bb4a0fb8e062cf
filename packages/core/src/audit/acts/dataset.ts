// Acts on datasets.
import { z } from "zod";
import { Sha256 } from "../../names.ts";
import { act, id, shape, text } from "../act.ts";

export const datasetActs = {
  "dataset.registered@1": act({
    class: "data",
    data: shape({ datasetId: id, name: z.string(), version: z.string(), sha256: Sha256 }),
    did: ({ fact }) => `registered the dataset ${fact("name")} ${fact("version")}`,
    attempt: "register a dataset in",
  }),
  "dataset.withdrawn@1": act({
    class: "data",
    data: shape({ datasetId: id, reason: text() }),
    did: ({ called }) => `withdrew the dataset ${called("datasetId")}`,
    attempt: "withdraw",
  }),
} as const;
