// Acts on the record itself: the audit log is exported, checked and restored, and the access log sealed into it.
import { z } from "zod";
import { Sha256 } from "../../names.ts";
import { act, id, personal, shape } from "../act.ts";

/** What of a filter was typed freely, where it was. */
const freely = () => personal(z.string().max(20_000).optional());

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
  /** A copy of everything left for another place. */
  "backup.taken@1": act({
    class: "upkeep",
    data: shape({ takenAt: z.string(), treeSize: z.int(), blobs: z.int() }),
    did: ({ fact }) =>
      `took a backup of ${fact("takenAt")}: ${fact("treeSize")} entries of the log and ${fact("blobs")} files`,
    attempt: "take a backup of",
  }),
  "audit.exported@1": act({
    class: "upkeep",
    data: shape({ treeSize: z.int(), filter: z.string() }),
    did: ({ fact }) =>
      `exported the audit log up to entry ${Number(fact("treeSize")) - 1}${fact("filter") && ", filtered"}`,
    attempt: "export the audit log of",
  }),
  "audit.exported@2": act({
    class: "upkeep",
    retention: "account",
    data: shape({
      treeSize: z.int(),
      /** `kind=team&q`: a part without a value was typed freely, and the disclosure of that name holds it. */
      filter: z.string(),
      /** Entries the filter found before this one, and the root of the tree their leaves make; null where all are exported. */
      found: z.int().nullable(),
      foundRoot: Sha256.nullable(),
      /** Whether what the entries disclose went with them. */
      isDisclosing: z.boolean(),
      q: freely(),
      actor: freely(),
      subject: freely(),
      requestId: freely(),
    }),
    did: ({ fact }) =>
      `${fact("found") === "" ? `exported the audit log up to entry ${Number(fact("treeSize")) - 1}` : `exported ${fact("found")} entries of the audit log, found by a filter`}${fact("isDisclosing") === "true" ? ", with what they disclose" : ""}`,
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
  /** Further rows of an act that wrote more than one entry holds. */
  "log.rows-continued@1": act({
    class: "upkeep",
    data: shape({ entryId: id }),
    did: () => "recorded further rows that the act before it wrote",
    attempt: "record further rows of",
  }),
  /** What stood in the tables before entries told of rows: the first word on each row. */
  "log.baseline@1": act({
    class: "upkeep",
    data: shape({ rows: z.int(), isWhole: z.boolean() }),
    did: ({ fact }) =>
      fact("isWhole") === "true"
        ? `finished the baseline: ${fact("rows")} rows from before entries recorded rows are recorded now`
        : `recorded ${fact("rows")} rows from before entries recorded rows`,
    attempt: "take a baseline of",
  }),
  /** Rows that the log contradicted were made what it says: rewritten, brought back, or removed where no entry tells of them. */
  "log.repaired@1": act({
    class: "upkeep",
    data: shape({
      rewritten: z.int(),
      restored: z.int(),
      removed: z.int(),
      /** Entries whose index of told rows was made anew. */
      reindexed: z.int(),
      lostColumns: z.int(),
      /** `rewritten votes/0198…`; the first of many. */
      mended: z.array(z.string().max(400)),
      /** `evaluations/0198… metrics`: what only the row held, so that nobody can say any more what it was. */
      lost: z.array(z.string().max(400)),
    }),
    did: ({ fact }) =>
      `repaired the database from the log: ${fact("rewritten")} rows rewritten, ${fact("restored")} brought back, ${fact("removed")} removed that no entry tells of${fact("lostColumns") === "0" ? "" : `, ${fact("lostColumns")} values lost`}`,
    attempt: "repair from the log",
  }),
  /** Rows that a later program's migration gave more columns, or brought: told once more, with those. */
  "log.migrated@1": act({
    class: "upkeep",
    data: shape({ rows: z.int() }),
    did: ({ fact }) => `recorded ${fact("rows")} rows anew: an upgrade gave them more columns`,
    attempt: "record anew the rows of",
  }),
} as const;
