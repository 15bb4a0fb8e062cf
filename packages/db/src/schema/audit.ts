// The audit log's tables. They point at nothing and nothing points at them: no cascade can reach a leaf.
import { sql } from "drizzle-orm";
import type { Kit } from "../kit.ts";

export function defineAudit(kit: Kit) {
  const { table, text, int, instant, bytes, index, primaryKey, check } = kit;

  /** One row. It is locked last in a transaction and only moves forward. */
  const auditHead = table(
    "audit_head",
    {
      id: int().primaryKey(),
      size: int().notNull(),
      /** Lower-case hex. */
      root: text().notNull(),
      /** Roots of the perfect subtrees of `size`, largest first, 32 bytes each. */
      edge: bytes().notNull(),
      lastTime: instant(),
      /** Made with the log's key over its name and this head. Null for an empty log, and before a registry of old is given one. */
      mac: text(),
    },
    (t) => [check("audit_head_is_one_row", sql`${t.id} = 1`)],
  );

  /** `leaf` is the truth, verbatim; the columns beside it are an index that fsck compares with it. */
  const auditEntries = table(
    "audit_entry",
    {
      idx: int().primaryKey(),
      id: text().notNull().unique(),
      time: instant().notNull(),
      kind: text().notNull(),
      actorId: text().notNull(),
      subject: text().notNull(),
      outcome: text().notNull(),
      requestId: text().notNull(),
      leaf: bytes().notNull(),
      leafHash: text().notNull(),
    },
    (t) => [
      index("audit_entry_actor").on(t.actorId, t.idx),
      index("audit_entry_subject").on(t.subject, t.idx),
      index("audit_entry_kind").on(t.kind, t.idx),
      index("audit_entry_outcome").on(t.outcome, t.idx),
      index("audit_entry_request").on(t.requestId, t.idx),
      index("audit_entry_time").on(t.time, t.idx),
    ],
  );

  /** Roots of complete subtrees, level 1 and up; level 0 is `audit_entry.leaf_hash`. */
  const auditNodes = table(
    "audit_node",
    { level: int().notNull(), idx: int().notNull(), hash: text().notNull() },
    (t) => [primaryKey({ columns: [t.level, t.idx] })],
  );

  /** Which entries tell of which governed row, made of the leaves: where the newest word on a row or a place is found. */
  const auditRows = table(
    "audit_row",
    {
      governedTable: text().notNull(),
      rowId: text().notNull(),
      idx: int().notNull(),
      /** Where rows are about a place of which at most one is in force: that place. */
      place: text(),
    },
    (t) => [
      primaryKey({ columns: [t.governedTable, t.rowId, t.idx] }),
      index("audit_row_place").on(t.place, t.idx),
      index("audit_row_entry").on(t.idx),
    ],
  );

  const auditCheckpoints = table("audit_checkpoint", {
    size: int().primaryKey(),
    /** The signed note, verbatim. */
    note: text().notNull(),
    createdAt: instant().notNull(),
  });

  /** Personal data a leaf commits to by salted digest. Deleting a row erases it; the tree stays valid. */
  const auditDisclosures = table(
    "audit_disclosure",
    {
      entryIdx: int().notNull(),
      n: int().notNull(),
      disclosure: text().notNull(),
      /** Whose data it is: the actor to be erased. */
      subjectId: text().notNull(),
      retentionClass: text().notNull(),
    },
    (t) => [primaryKey({ columns: [t.entryIdx, t.n] }), index("audit_disclosure_subject").on(t.subjectId)],
  );

  return { auditHead, auditEntries, auditNodes, auditRows, auditCheckpoints, auditDisclosures };
}
