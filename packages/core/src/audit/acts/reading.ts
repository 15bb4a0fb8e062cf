// Reading is no act. Being refused to read is one attempt at it, and stands in the log as such.
import { act, shape } from "../act.ts";

export const readingActs = {
  /** Of what is hidden from who asked, or closed to them: a restricted model, a revoked version. With how often in a minute. */
  "read.refused@1": act({
    class: "access",
    data: shape({}),
    did: ({ it }) => `read ${it}`,
    attempt: "read",
  }),
} as const;
