// An API token as its holder sees it: never the secret itself.
import { z } from "zod";
import { Id, Time, Named, type View } from "../kernel/view.ts";

export const TokenView = z
  .object({
    id: Id,
    name: z.string(),
    prefix: z.string(),
    scopes: z.array(z.string()),
    madeBy: Named,
    parentId: Id.nullable().describe(
      "The token it was made with, and ends with; null for one made by somebody signed in.",
    ),
    createdAt: Time,
    expiresAt: Time,
    lastUsedAt: Time.nullable(),
    revokedAt: Time.nullable(),
  })
  .meta({ id: "Token" });
export type TokenView = View<typeof TokenView>;
