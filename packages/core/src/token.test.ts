import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isInScope, permissionNames } from "./permissions.ts";
import type { Actor } from "./roles.ts";
import { mayMintToken, tokenPattern, TokenScopes } from "./token.ts";

const ada = (scopes: readonly string[] = ["*"]): Actor => ({
  id: "ada",
  kind: "person",
  name: "Ada",
  answerableId: "ada",
  via: "token",
  scopes,
});
const self = { id: "ada", kind: "person" } as const;

describe("making a token", () => {
  it("for another person is refused, whatever one holds", () => {
    expect(mayMintToken(ada(), { id: "bob", kind: "person" }, ["read"])).toMatchObject({
      ok: false,
      reasons: [{ code: "token_of_another_person" }],
    });
  });
  it("for oneself or a service account is left to the matrix", () => {
    expect(mayMintToken(ada(), self, ["*"])).toEqual({ ok: true });
    expect(mayMintToken(ada(), { id: "ci", kind: "service" }, ["*"])).toEqual({ ok: true });
  });
  it("never makes one that may do more than the token used", () => {
    const anyScopes = fc.subarray(["*", "read", ...permissionNames], { minLength: 1 });
    fc.assert(
      fc.property(anyScopes, anyScopes, fc.constantFrom(...permissionNames), (held, asked, permission) => {
        if (!mayMintToken(ada(held), self, asked).ok) return;
        if (isInScope(asked, permission)) expect(isInScope(held, permission)).toBe(true);
      }),
      { numRuns: 1000 },
    );
    expect(mayMintToken(ada(["read"]), self, ["read", "version:create"])).toMatchObject({
      ok: false,
      reasons: [{ code: "scope_exceeded" }],
    });
    expect(mayMintToken(ada(["read"]), self, ["model:read"])).toEqual({ ok: true });
  });
});

describe("scopes", () => {
  it("are known permissions, each once, sorted", () => {
    expect(TokenScopes.parse(["version:create", "read", "read"])).toEqual(["read", "version:create"]);
    for (const scopes of [[], ["write"], ["admin"], [""], "read"])
      expect(TokenScopes.safeParse(scopes).success).toBe(false);
  });
});

describe("the form of a token", () => {
  it("can be found by a secret scanner", () => {
    expect(tokenPattern.test(`chyp_${"a1Z".repeat(12)}`)).toBe(true);
    for (const text of [
      `chyx_${"a".repeat(36)}`,
      `chyp_${"a".repeat(35)}`,
      `chyp_${"a".repeat(36)}\n`,
      ` chyp_${"a".repeat(36)}`,
    ])
      expect(tokenPattern.test(text)).toBe(false);
  });
});
