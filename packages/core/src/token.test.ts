// Who may make a token for whom, and with what.
import { describe, expect, it } from "vitest";
import { namedPermissions, permissionNames, permissions } from "./permissions.ts";
import type { Actor } from "./roles.ts";
import {
  endOfToken,
  mayDescend,
  mayAcceptAccount,
  mayMintToken,
  tokenPattern,
  TokenScopes,
  type TokenHolder,
} from "./token.ts";

const grace: Actor = {
  id: "grace",
  kind: "person",
  name: "Grace",
  answerableId: "grace",
  via: "session",
  scopes: ["*"],
};
const codes = (actor: Actor, holder: TokenHolder, scopes: string[]) => {
  const verdict = mayMintToken(actor, holder, scopes);
  return verdict.ok ? [] : verdict.reasons.map((reason) => reason.code);
};
const own = { id: "grace", kind: "person", ownerId: null } as const;
const bot = { id: "bot", kind: "service", ownerId: "grace" } as const;

describe("making a token", () => {
  it("is refused for another person, whoever asks", () => {
    expect(codes(grace, own, ["*"])).toEqual([]);
    expect(codes(grace, { id: "ada", kind: "person", ownerId: null }, ["read"])).toEqual(["token_of_another_person"]);
  });

  it("for a service account is its owner's alone, signed in", () => {
    const itself: Actor = { ...grace, id: "bot", kind: "service", via: "token" };
    expect(codes(grace, bot, ["*"])).toEqual([]);
    expect(codes({ ...grace, via: "token" }, bot, ["read"])).toEqual(["sign_in_needed"]);
    expect(codes({ ...grace, id: "ada", answerableId: "ada" }, bot, ["read"])).toEqual(["token_by_owner_only"]);
    expect(codes(itself, bot, ["read"])).toEqual(["token_by_owner_only"]);
    expect([mayAcceptAccount(grace).ok, mayAcceptAccount({ via: "token" }).ok]).toEqual([true, false]);
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
      expect(codes(grace, bot, ["*", permission])).toEqual(
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
