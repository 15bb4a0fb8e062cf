// A group and its members as the API answers them.
import { z } from "zod";
import { beginnings } from "../appointment.ts";
import { Id, Time, Named, type View } from "../kernel/view.ts";

export const MemberView = z
  .object({
    id: Id,
    actor: Named,
    from: Time.nullable(),
    addedBy: z.string(),
    isPending: z.boolean(),
    confirmedBy: z.string().nullable(),
    beginning: z
      .enum(beginnings)
      .nullable()
      .describe("How it came into force where it made a reviewer or an admin; null for others."),
    waitsUntil: Time.nullable(),
  })
  .meta({ id: "Member" });
export type MemberView = View<typeof MemberView>;

export const GroupView = z
  .object({
    id: Id,
    slug: z.string(),
    name: z.string(),
    isApprover: z.boolean(),
    memberCount: z.int().describe("Pending ones included."),
    pendingCount: z.int(),
    members: z.array(MemberView).describe("The first 20, those who wait to be confirmed before the others."),
  })
  .meta({ id: "Group" });
export type GroupView = View<typeof GroupView>;
