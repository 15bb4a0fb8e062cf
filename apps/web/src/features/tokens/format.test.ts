import { describe, expect, it } from "vitest";
import { scopesInWords, tokenState } from "./format.ts";

describe("tokens in words", () => {
  const now = new Date("2026-11-24T12:00:00Z");
  it("calls a token revoked before it calls it expired", () => {
    expect(tokenState({ revokedAt: "2026-11-01T00:00:00Z", expiresAt: "2026-11-02T00:00:00Z" }, now)).toBe("revoked");
    expect(tokenState({ revokedAt: null, expiresAt: "2026-11-02T00:00:00Z" }, now)).toBe("expired");
    expect(tokenState({ revokedAt: null, expiresAt: "2026-11-30T00:00:00Z" }, now)).toBe("expiring");
    expect(tokenState({ revokedAt: null, expiresAt: "2027-01-30T00:00:00Z" }, now)).toBe("active");
  });
  it("says what scopes allow", () => {
    expect(scopesInWords(["*"])).toBe("everything its holder may do, except what needs a second person");
    expect(scopesInWords(["*", "promotion:vote"])).toBe(
      "everything its holder may do, except what needs a second person; also promotion:vote",
    );
    expect(scopesInWords(["read", "version:create"])).toBe("all reading, version:create");
  });
});
