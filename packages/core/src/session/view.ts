// A session as its holder sees it.
import { z } from "zod";
import { Digest, Time, type View } from "../kernel/view.ts";

export const SessionView = z
  .object({
    id: Digest.describe("SHA-256 of its cookie."),
    createdAt: Time,
    lastSeenAt: Time,
    expiresAt: Time,
    userAgent: z.string().nullable(),
    isCurrent: z.boolean(),
  })
  .meta({ id: "Session" });
export type SessionView = View<typeof SessionView>;
