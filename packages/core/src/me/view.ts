// Who is asking, and what waits for them.
import { z } from "zod";
import { AppointmentView } from "../appointment/view.ts";
import { Id, Reason, type View } from "../kernel/view.ts";
import { PendingReset } from "../person/view.ts";
import { grantScopes, roles } from "../roles.ts";

export const Me = z
  .object({
    id: Id,
    kind: z.enum(["person", "service"]),
    name: z.string(),
    email: z.string().nullable(),
    defaultTeam: z.string().nullable(),
    via: z.enum(["session", "token", "system", "none"]),
    scopes: z.array(z.string()),
    grants: z.array(z.object({ role: z.enum(roles), scope: z.enum(grantScopes), scopeName: z.string() })),
    isAdmin: z.boolean(),
    canReadAudit: z.boolean(),
    waitingReviews: z.int(),
    passwordReset: PendingReset.nullable().describe(
      "A link that somebody made to reset the password of this account; null for a token.",
    ),
    waitingVouches: z.int().describe("For how many holders of accounts this person may vouch."),
    waitingAppointments: z.int().describe("How many come to a role that this person may confirm."),
    unconfirmable: z
      .array(AppointmentView)
      .describe("Those that nobody is left to confirm: told to everybody while they wait."),
    frozen: Reason.nullable().describe(
      "Why no act is taken: the log or the database is not what this server has seen. Null where acts are taken.",
    ),
  })
  .meta({ id: "Me" });
export type Me = View<typeof Me>;
