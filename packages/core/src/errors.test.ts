import { describe, expect, it } from "vitest";
import { actionsOf } from "./actions.ts";
import { ChanceryError, errorCodes, isChanceryError, isRefusal, orThrow, refuse, refused } from "./errors.ts";
import { systemActor } from "./roles.ts";

describe("an error", () => {
  it("is recognised by its brand, also when another bundle made it", () => {
    const foreign = Object.assign(new Error("x"), { [Symbol.for("chancery.error")]: true });
    expect(isChanceryError(refuse("NOT_FOUND", "x", "x"))).toBe(true);
    expect(isChanceryError(foreign)).toBe(true);
    for (const other of [new Error("x"), null, undefined, "NOT_FOUND", { code: "NOT_FOUND" }])
      expect(isChanceryError(other)).toBe(false);
  });
  it("keeps its cause out of what is sent", () => {
    const error = new ChanceryError("INTERNAL", "it broke", { cause: new Error("password=hunter2") });
    expect(JSON.stringify({ ...error, message: error.message })).not.toContain("hunter2");
  });
  it("carries facts to go on with", () => {
    expect(refuse("CONFLICT", "offset_mismatch", "go on at 5", { offset: 5 })).toMatchObject({
      facts: { offset: 5 },
      reasons: [{ code: "offset_mismatch" }],
    });
  });
  it("is a refusal of an act exactly for the three codes that are logged", () => {
    expect(errorCodes.filter((code) => isRefusal(refuse(code, "x", "x")))).toEqual([
      "FORBIDDEN",
      "POLICY_UNMET",
      "ILLEGAL_TRANSITION",
    ]);
  });
});

describe("a verdict", () => {
  it("is its value or thrown with all its reasons", () => {
    expect(orThrow({ ok: true, value: 1 } as const).value).toBe(1);
    const reasons = [
      { code: "a", message: "one" },
      { code: "b", message: "two" },
    ];
    expect(() => orThrow(refused("POLICY_UNMET", ...reasons))).toThrow(
      expect.objectContaining({ code: "POLICY_UNMET", message: "one; two", reasons }),
    );
  });
});

describe("actions", () => {
  it("are open, or blocked with the reasons of permission and state together", () => {
    const blocked = [{ code: "version_sealed", message: "sealed" }];
    const possible = {
      seal: { permission: "version:seal", rule: refused("ILLEGAL_TRANSITION", ...blocked) },
      upload: { permission: "version:upload" },
    } as const;
    expect(actionsOf(systemActor, [], possible)).toEqual({
      availableActions: ["upload"],
      blockedBecause: [{ action: "seal", reasons: blocked }],
    });
    const viewer = { ...systemActor, kind: "person" } as const;
    const { availableActions, blockedBecause } = actionsOf(viewer, ["viewer"], possible);
    expect(availableActions).toEqual([]);
    expect(blockedBecause.map(({ reasons }) => reasons.map(({ code }) => code))).toEqual([
      ["role_missing", "version_sealed"],
      ["role_missing"],
    ]);
  });
});
