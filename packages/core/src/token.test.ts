// Who may make a token for whom, and with what.
import { describe, expect, it } from "vitest";
import { namedPermissions, permissionNames, permissions } from "./permissions.ts";
import type { Actor } from "./roles.ts";
import { endOfToken, mayDescend, mayMintToken, tokenPattern, TokenScopes } from "./token.ts";

const grace: Actor = {
  id: "grace",
  kind: "person",
  name: "Grace",
  answerableId: "grace",
  via: "session",
  scopes: ["*"],
};
const codes = (actor: Actor, holder: { id: string; kind: "person" | "service" }, scopes: string[]) => {
  const verdict = mayMintToken(actor, holder, scopes);
  return verdict.ok ? [] : verdict.reasons.map((reason) => reason.code);
};
const own = { id: "grace", kind: "person" } as const;

describe("making a token", () => {
  it("is refused for another person, whoever asks, and left to the matrix for a service account", () => {
    expect(codes(grace, own, ["*"])).toEqual([]);
    expect(codes(grace, { id: "bot", kind: "service" }, ["*"])).toEqual([]);
    expect(codes(grace, { id: "ada", kind: "person" }, ["read"])).toEqual(["token_of_another_person"]);
  });

  it("is refused for more than the token at hand may do", () => {
    const using = (...scopes: string[]): Actor => ({ ...grace, via: "token", scopes });
    for (const permission of permissionNames) {
      expect(codes(using("*"), own, [permission])).toEqual(
        namedPermissions.includes(permission) ? ["scope_exceeded"] : [],
      );
      expect(codes(using("*"), own, ["read"])).toEqual([]);
      expect(codes(using(permission), own, [permission])).toEqual([]);
      expect(codes(using(permission), own, ["*"])).toEqual(["scope_exceeded"]);
      expect(codes(using(permission), own, ["read"])).toEqual(["scope_exceeded"]);
      expect(codes(using("read"), own, [permission])).toEqual(
        permissions[permission].effect === "read" ? [] : ["scope_exceeded"],
      );
      expect(codes(using(), own, [permission])).toEqual(["scope_exceeded"]);
    }
  });

  it("gives a service account nothing that takes two people", () => {
    for (const permission of permissionNames)
      expect(codes(grace, { id: "bot", kind: "service" }, ["*", permission])).toEqual(
        namedPermissions.includes(permission) ? ["scope_for_people"] : [],
      );
  });

  it("by a token ends with that one at the latest, and goes on three times over", () => {
    const [early, late] = [new Date(1), new Date(2)];
    expect(endOfToken(late, { expiresAt: early })).toEqual(early);
    expect(endOfToken(early, { expiresAt: late })).toEqual(early);
    expect(endOfToken(late, undefined)).toEqual(late);
    expect([0, 1, 2, 3, 4, 100].map((ancestors) => mayDescend({ ancestors }).ok)).toEqual([
      ...[true, true, true, true, false, false],
    ]);
  });

  it("takes known scopes only, each once", () => {
    expect(TokenScopes.parse(["read", "model:create", "read"])).toEqual(["model:create", "read"]);
    for (const scopes of [[], ["admin"], ["Read"], ["*", "all"], "read"])
      expect(TokenScopes.safeParse(scopes).success).toBe(false);
  });

  it("gives a text that scanners can find", () => {
    expect(`chyp_${"a".repeat(36)}`).toMatch(tokenPattern);
    for (const text of [`chyp_${"a".repeat(35)}`, `chyx_${"a".repeat(36)}`, `chyp_${"a".repeat(35)}-`])
      expect(text).not.toMatch(tokenPattern);
  });
});
