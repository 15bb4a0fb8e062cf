import { describe, expect, it } from "vitest";
import { adviceFor } from "./refusal-advice.ts";

const advice = (code: Parameters<typeof adviceFor>[0]["code"], reason: string) =>
  adviceFor({ code, reasons: [{ code: reason, message: "said" }] });

describe("the advice of a refusal", () => {
  it.each(["email_taken", "team_taken", "model_name_taken", "dataset_exists", "grant_in_force", "member_already"])(
    "sends nobody to reload the page for %s: it would be refused again",
    (reason) => {
      expect(advice("CONFLICT", reason) ?? "").not.toMatch(/reload/i);
    },
  );
  it.each([
    ["CONFLICT", "revision_stale"],
    ["POLICY_UNMET", "content_changed"],
    ["ILLEGAL_TRANSITION", "promotion_closed"],
  ] as const)("says to read again what has changed: %s %s", (code, reason) => {
    expect(advice(code, reason)).toMatch(/reload the page/i);
  });
  it("promises that nothing was recorded only where that is known", () => {
    expect(advice("UNAVAILABLE", "outcome_unknown")).toMatch(/before you send it again/i);
    expect(advice("UNREACHABLE", "outcome_unknown")).toMatch(/before you send it again/i);
    expect(advice("UNAVAILABLE", "database_unreachable")).toMatch(/nothing was recorded/i);
  });
  it("names an admin only to somebody who lacks a role", () => {
    expect(advice("FORBIDDEN", "role_missing")).toMatch(/admin/);
    expect(advice("POLICY_UNMET", "voter_is_requester")).toBeNull();
    expect(advice("FORBIDDEN", "password_wrong")).toBeNull();
  });
});
