// Acts on sessions: somebody signs in, and sessions end.
import { z } from "zod";
import { act, id, shape, text } from "../act.ts";

export const sessionActs = {
  "session.started@1": act({
    class: "access",
    retention: "account",
    data: shape({ actorId: id, method: z.string(), userAgent: text() }),
    did: () => "signed in",
    attempt: "sign in as",
  }),
  "session.ended@1": act({
    class: "access",
    data: shape({ actorId: id, sessions: z.int() }),
    did: ({ fact, called }) =>
      `ended ${fact("sessions") === "1" ? "a session" : `${fact("sessions")} sessions`} of ${called("actorId")}`,
    attempt: "end sessions of",
  }),
} as const;
