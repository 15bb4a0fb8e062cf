// Acts on models: what a model is, its card, and how its measurements are read.
import { z } from "zod";
import { Sha256 } from "../../names.ts";
import { act, id, shape } from "../act.ts";

export const modelActs = {
  "model.registered@1": act({
    class: "data",
    data: shape({ modelId: id, teamId: id, name: z.string(), visibility: z.string() }),
    did: ({ fact, called }) => `registered the model ${called("teamId")}/${fact("name")}`,
    attempt: "register a model in",
  }),
  "model.updated@1": act({
    class: "data",
    data: shape({
      modelId: id,
      fields: z.array(z.string()),
      visibility: z.string().nullable(),
      digest: Sha256,
    }),
    did: ({ it, fact }) => `changed ${fact("fields")} of ${it}`,
    attempt: "change",
  }),
  "model.card-revised@1": act({
    class: "data",
    data: shape({ modelId: id, revision: z.int(), digest: Sha256 }),
    did: ({ it, fact }) => `revised the card of ${it} (revision ${fact("revision")})`,
    attempt: "revise the card of",
  }),
  "model.owner-set@1": act({
    class: "access",
    data: shape({
      modelId: id,
      ownerId: id,
      /** Null where nobody was. */
      previousOwnerId: id.nullable(),
    }),
    did: ({ it, called }) => `made ${called("ownerId")} the owner of ${it}`,
    attempt: "name an owner of",
  }),
  // Which way is better decides what a comparison says, like a rule.
  "model.metric-set@1": act({
    class: "policy",
    data: shape({
      modelId: id,
      metric: z.string(),
      direction: z.string(),
      before: z.string().nullable(),
      revision: z.int(),
    }),
    did: ({ it, fact }) => `set which way ${fact("metric")} is better for ${it}: ${fact("direction")}`,
    attempt: "set which way a metric is better for",
  }),
  "model.main-metric-set@1": act({
    class: "data",
    data: shape({
      modelId: id,
      /** Null: none is chosen, the first that was measured is listed. */
      metric: z.string().nullable(),
      phase: z.string().nullable(),
      dataset: z.string().nullable(),
      slice: z.string().nullable(),
      before: z.string().nullable(),
    }),
    did: ({ it, fact }) => {
      if (fact("metric") === "") return `took back the choice of a main metric for ${it}`;
      const on = [fact("dataset") && ` on ${fact("dataset")}`, fact("slice") && ` for ${fact("slice")}`].join("");
      return `chose ${fact("metric")}${on} (${fact("phase")}) as the main metric of ${it}`;
    },
    attempt: "choose the main metric of",
  }),
} as const;
