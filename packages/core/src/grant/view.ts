// A role as the API answers it: who holds it where, from when to when, and who gave and confirmed it.
import { z } from "zod";
import { beginnings } from "../appointment.ts";
import { Id, Time, Named, type View } from "../kernel/view.ts";
import { grantScopes, roles } from "../roles.ts";

export const GrantView = z
  .object({
    id: Id,
    holder: z.object({ ...Named.shape, kind: z.enum(["person", "service", "group"]) }),
    role: z.enum(roles),
    scope: z.enum(grantScopes),
    scopeId: z.string(),
    scopeName: z.string(),
    from: Time.nullable().describe("Null while a second person still has to confirm it."),
    to: Time.nullable(),
    grantedBy: z.string(),
    givenAt: Time,
    confirmedBy: z.string().nullable(),
    beginning: z
      .enum(beginnings)
      .nullable()
      .describe(
        "How a reviewer's or admin's role came into force; null for other roles, and from before that took two people.",
      ),
    waitsUntil: Time.nullable().describe(
      "When it begins without a second person, where nobody is left who could be one.",
    ),
  })
  .meta({ id: "Grant" });
export type GrantView = View<typeof GrantView>;
