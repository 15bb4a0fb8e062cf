// The permission matrix as rows and columns.
import { permissionNames, permissions, roles, type Permission, type SubjectRole } from "@chancery/core";

/** Granted roles first, then what anyone may do to their own things, and to what a disabled owner left. */
export const columns = [...roles, "member", "self", "custodian"] as const satisfies readonly SubjectRole[];
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
  custodian: "custodian",
};

export type MatrixRow = {
  readonly permission: Permission;
  readonly description: string;
  readonly allowed: ReadonlySet<SubjectRole>;
  readonly isForAnyone: boolean;
};
export type MatrixGroup = { readonly noun: string; readonly rows: readonly MatrixRow[] };

/** Rows by the noun they are about, in the order of the data. Acts that only the system does are left out. */
export function matrix(): readonly MatrixGroup[] {
  const rows = permissionNames
    .filter((name) => permissions[name].roles.length > 0)
    .map((name) => ({
      permission: name,
      description: permissions[name].description,
      allowed: allowedBy(permissions[name].roles),
      isForAnyone: (permissions[name].roles as readonly SubjectRole[]).includes("anyone"),
    }));
  const nouns = [...new Set(rows.map((row) => nounOf(row.permission)))];
  return nouns.map((noun) => ({ noun, rows: rows.filter((row) => nounOf(row.permission) === noun) }));
}

/** What is open to anyone is open to whoever has signed in. */
const allowedBy = (held: readonly SubjectRole[]) =>
  new Set<SubjectRole>(held.includes("anyone") ? [...held, "member"] : held);

const nounOf = (permission: Permission) => permission.split(":")[0]!.replaceAll("-", " ");
