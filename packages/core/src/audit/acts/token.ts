// Acts on API tokens.
import { z } from "zod";
import { act, id, shape, type Told } from "../act.ts";

const created = {
  tokenId: id,
  holderId: id,
  prefix: z.string(),
  scopes: z.array(z.string()),
  expiresAt: z.string(),
};
const createdIn = ({ fact, called }: Told<"prefix" | "holderId">) =>
  `created the API token ${fact("prefix")}… for ${called("holderId")}`;

export const tokenActs = {
  "token.created@1": act({
    class: "access",
    data: shape(created),
    did: createdIn,
    attempt: "create an API token for",
  }),
  "token.created@2": act({
    class: "access",
    data: shape({
      ...created,
      /** The token it was made with. */
      parentId: id.nullable(),
    }),
    did: createdIn,
    attempt: "create an API token for",
  }),
  "token.revoked@1": act({
    class: "access",
    data: shape({ tokenId: id, holderId: id }),
    did: ({ called }) => `revoked the API token ${called("tokenId")} of ${called("holderId")}`,
    attempt: "revoke an API token of",
  }),
} as const;
