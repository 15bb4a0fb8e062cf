// Acts on the record itself: the audit log is exported, checked and restored, and the access log sealed into it.
import { z } from "zod";
import { Sha256 } from "../../names.ts";
import { act, shape } from "../act.ts";

export const logActs = {
  "log.restored@1": act({
    class: "upkeep",
    data: shape({
      verifierKey: z.string(),
      previousOrigin: z.string(),
      previousVerifierKey: z.string(),
      takenAt: z.string(),
    }),
    did: ({ fact }) =>
      `restored this registry from a backup of ${fact("takenAt")}: the log ${fact("previousOrigin")} goes on under a name of its own`,
    attempt: "restore",
  }),
  "audit.exported@1": act({
    class: "upkeep",
    data: shape({ treeSize: z.int(), filter: z.string() }),
    did: ({ fact }) =>
      `exported the audit log up to entry ${Number(fact("treeSize")) - 1}${fact("filter") && ", filtered"}`,
    attempt: "export the audit log of",
  }),
  "audit.checked@1": act({
    class: "upkeep",
    data: shape({ treeSize: z.int(), isOk: z.boolean(), firstBadIndex: z.int().nullable() }),
    did: ({ fact }) =>
      fact("isOk") === "true"
        ? `checked the ${fact("treeSize")} entries of the audit log: all as they were written`
        : `checked the audit log and found it damaged${fact("firstBadIndex") && `, first at entry ${fact("firstBadIndex")}`}`,
    attempt: "check the audit log of",
  }),
  "access-log.digested@1": act({
    class: "upkeep",
    data: shape({ from: z.string(), to: z.string(), count: z.int(), digest: Sha256 }),
    did: ({ fact }) => `sealed the access log of ${fact("from")}: ${fact("count")} reads`,
    attempt: "seal the access log of",
  }),
} as const;
