// The permission matrix as rows and columns.
import { permissionNames, permissions, roles, type Permission, type SubjectRole } from "@chancery/core";

/** Granted roles first, then what anyone may do to their own things. */
export const columns = [...roles, "member", "self"] as const satisfies readonly SubjectRole[];
export type Column = (typeof columns)[number];

export const columnWords: Readonly<Record<Column, string>> = {
  viewer: "viewer",
  contributor: "contributor",
  maintainer: "maintainer",
  reviewer: "reviewer",
  auditor: "auditor",
  admin: "admin",
  member: "anyone signed in",
  self: "oneself",
};

export type MatrixRow = {
  readonly permission: Permission;
  readonly description: string;
  readonly on: string;
  readonly allowed: ReadonlySet<SubjectRole>;
};
export type MatrixGroup = { readonly noun: string; readonly rows: readonly MatrixRow[] };

/** Rows by the noun they are about, in the order of the data. Acts that only the system does are left out. */
export function matrix(): readonly MatrixGroup[] {
  const rows = permissionNames
    .filter((name) => permissions[name].roles.length > 0)
    .map((name) => ({
      permission: name,
      description: permissions[name].description,
      on: permissions[name].on,
      allowed: new Set<SubjectRole>(permissions[name].roles),
    }));
  const nouns = [...new Set(rows.map((row) => nounOf(row.permission)))];
  return nouns.map((noun) => ({ noun, rows: rows.filter((row) => nounOf(row.permission) === noun) }));
}

const nounOf = (permission: Permission) => permission.split(":")[0]!.replaceAll("-", " ");
