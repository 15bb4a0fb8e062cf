// Acts on what waits for a second person, grant or membership, and nobody is left to confirm.
import { z } from "zod";
import { act, id, shape } from "../act.ts";

export const appointmentActs = {
  "appointment.wait-changed@1": act({
    class: "access",
    data: shape({ kind: z.string(), id, waitsUntil: z.string().nullable() }),
    did: ({ fact }) =>
      fact("waitsUntil") === ""
        ? "found somebody who may confirm a role again"
        : `found nobody left who may confirm a role: it waits until ${fact("waitsUntil")}`,
    attempt: "change the wait of",
    words: ["found nobody left who may confirm a role: it waits until"],
  }),
} as const;
