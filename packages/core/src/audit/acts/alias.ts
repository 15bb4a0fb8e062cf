// Acts on aliases: which version a name resolves to.
import { z } from "zod";
import { act, id, shape } from "../act.ts";

export const aliasActs = {
  "alias.set@1": act({
    class: "release",
    data: shape({ modelId: id, alias: z.string(), versionId: id, before: id.nullable() }),
    did: ({ fact, called }) => `pointed the alias ${fact("alias")} at ${called("versionId")}`,
    attempt: "set an alias of",
  }),
  "alias.removed@1": act({
    class: "release",
    data: shape({ modelId: id, alias: z.string(), versionId: id }),
    did: ({ fact, called }) => `removed the alias ${fact("alias")} from ${called("versionId")}`,
    attempt: "remove an alias of",
  }),
} as const;
