// A session as its holder sees it.
import { z } from "zod";
import { Id, Time, type View } from "../kernel/view.ts";

export const SessionView = z
  .object({
    id: Id,
    createdAt: Time,
    lastSeenAt: Time,
    expiresAt: Time,
    userAgent: z.string().nullable(),
    isCurrent: z.boolean(),
  })
  .meta({ id: "Session" });
export type SessionView = View<typeof SessionView>;
