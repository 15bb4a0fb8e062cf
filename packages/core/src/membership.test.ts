// Joining an approver group takes two people.
import { describe, expect, it } from "vitest";
import { mayConfirmMember } from "./membership.ts";
import type { Actor } from "./roles.ts";

const actor = (id: string, answerableId = id): Actor => ({
  id,
  kind: id === answerableId ? "person" : "service",
  name: id,
  answerableId,
  via: "session",
  scopes: ["*"],
});
const pending = { adderAnswerableId: "grace", memberAnswerableId: "ada" };

describe("confirming a member", () => {
  it("is a third person's to do", () => {
    expect(mayConfirmMember(actor("rita"), pending)).toEqual({ ok: true });
    expect(mayConfirmMember(actor("bot", "rita"), pending)).toEqual({ ok: true });
  });

  it.each([
    ["whoever added", actor("grace"), "adder_may_not_confirm"],
    ["a machine of whoever added", actor("bot", "grace"), "adder_may_not_confirm"],
    ["whoever was added", actor("ada"), "member_may_not_confirm"],
    ["a machine of whoever was added", actor("bot", "ada"), "member_may_not_confirm"],
  ])("is refused to %s", (_who, by, code) => {
    expect(mayConfirmMember(by, pending)).toMatchObject({ ok: false, reasons: [{ code }] });
  });
});
