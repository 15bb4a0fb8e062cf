// Roles and what they are held on, in words.
import type { GrantScope, Role } from "@chancery/core";

const roleWords: Readonly<Record<Role, string>> = {
  viewer: "see models and download their files",
  contributor: "register versions, record evaluations, request promotions",
  maintainer: "all of that, and change models, withdraw datasets, revoke versions",
  reviewer: "record validation evaluations, vote on promotions they had no part in",
  auditor: "read everything, the whole log included; change nothing",
  admin: "manage people, teams, groups and grants; but not approve their own work",
};

export const roleInWords = (role: Role): string => roleWords[role];

export const scopeInWords = (scope: GrantScope, name: string): string =>
  scope === "organisation" ? "the whole organisation" : `${scope} ${name}`;
