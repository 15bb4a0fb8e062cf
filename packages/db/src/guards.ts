// The triggers that stop accidents and our own bugs from editing what is only ever added. Written by hand in migration 0001; checked at every start.
import type { Dialect } from "./handle.ts";

/** Tables whose rows are only ever added. */
export const appendOnly = [
  "audit_entry",
  "audit_node",
  "audit_row",
  "audit_checkpoint",
  "vote",
  "policy_version",
  "revision",
  "evaluation",
  "lineage_edge",
  "dossier_revision",
] as const;

/** Names of every guard a database must have. A missing one: no writes. */
export function guardNames(dialect: Dialect): readonly string[] {
  const perTable = dialect === "sqlite" ? ["no_update", "no_delete"] : ["no_change", "no_truncate"];
  return [
    ...appendOnly.flatMap((table) => perTable.map((guard) => `${table}_${guard}`)),
    ...(dialect === "sqlite" ? ["audit_head_no_delete"] : ["audit_head_no_delete", "audit_head_no_truncate"]),
    "audit_head_forward",
    "audit_entry_next",
    "audit_disclosure_no_update",
    "version_frozen",
    ...(dialect === "sqlite"
      ? ["version_file_frozen_insert", "version_file_frozen_update", "version_file_frozen_delete"]
      : ["version_file_frozen"]),
  ];
}
