// An appointment that waits for a second person.
import { z } from "zod";
import { Id, Time, Reason, type View } from "../kernel/view.ts";
import { grantScopes, roles } from "../roles.ts";

export const AppointmentView = z
  .object({
    id: Id,
    kind: z.enum(["grant", "membership"]),
    receivers: z.array(z.string()).describe("The first ten by name."),
    receiverCount: z.int(),
    group: z
      .object({ id: Id, name: z.string() })
      .nullable()
      .describe("The group that is given the role, or that somebody joins."),
    roles: z.array(z.object({ role: z.enum(roles), scope: z.enum(grantScopes), scopeName: z.string() })),
    givenBy: z.string(),
    givenAt: Time,
    waitsUntil: Time.nullable(),
    confirmers: z.array(z.string()).describe("The first ten who may confirm it, by name."),
    confirmerCount: z.int(),
    blockedBecause: z.array(Reason).describe("Why the viewer may not confirm it; empty when they may."),
  })
  .meta({
    id: "Appointment",
    description: "What makes somebody a reviewer or an admin, and waits for a second person.",
  });
export type AppointmentView = View<typeof AppointmentView>;
