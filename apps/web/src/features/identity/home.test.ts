import { describe, expect, it } from "vitest";
import type { Role } from "@chancery/core";
import { homeOf } from "./home.ts";

const holding = (...roles: Role[]) => ({
  isAdmin: roles.includes("admin"),
  grants: roles.map((role) => ({ role, scope: "organisation" as const, scopeName: "organisation" })),
});

describe("the first page", () => {
  it("is the log for auditors, the inbox for reviewers, the models for everyone else", () => {
    expect(homeOf(holding("auditor"))).toBe("/audit");
    expect(homeOf(holding("reviewer", "auditor"))).toBe("/reviews");
    expect(homeOf(holding("reviewer", "contributor"))).toBe("/models");
    expect(homeOf(holding("admin"))).toBe("/models");
    expect(homeOf(holding())).toBe("/models");
  });
});
