// The first page for each role.
import type { Me } from "@chancery/core";

/** Makers and admins start at the models even when they also review or audit. */
export function homeOf({ grants, isAdmin }: Pick<Me, "grants" | "isAdmin">): "/models" | "/reviews" | "/audit" {
  const held = new Set(grants.map((grant) => grant.role));
  if (isAdmin || held.has("contributor") || held.has("maintainer")) return "/models";
  if (held.has("reviewer")) return "/reviews";
  return held.has("auditor") ? "/audit" : "/models";
}
