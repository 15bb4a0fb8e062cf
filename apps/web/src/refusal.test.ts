import { ChanceryError, refuse } from "@chancery/core";
import { describe, expect, it } from "vitest";
import { refusalOf } from "./refusal.ts";

describe("a refusal as the portal shows it", () => {
  it("is read from tRPC's client with its reasons and request id", () => {
    const data = {
      code: "POLICY_UNMET",
      reasons: [{ code: "voter_is_requester", message: "you asked" }],
      requestId: "r1",
    };
    expect(refusalOf({ name: "TRPCClientError", message: "you asked", data })).toEqual({
      code: "POLICY_UNMET",
      message: "you asked",
      reasons: data.reasons,
      requestId: "r1",
    });
  });
  it("is read from a core error, bare or wrapped by tRPC's caller", () => {
    const error = refuse("NOT_FOUND", "not_found", "no such thing");
    expect(refusalOf(error).code).toBe("NOT_FOUND");
    expect(refusalOf(Object.assign(new Error("wrapped"), { cause: error })).message).toBe("no such thing");
  });
  it("never shows the text of an error that is not ours", () => {
    expect(refusalOf(new Error("connect ECONNREFUSED 10.0.0.7")).message).not.toContain("10.0.0.7");
    expect(refusalOf(new ChanceryError("INTERNAL", "safe", { cause: new Error("secret") }))).not.toHaveProperty(
      "cause",
    );
  });
  it("says the server did not answer where it did not", () => {
    expect(refusalOf({ name: "TRPCClientError", message: "Failed to fetch" }).code).toBe("UNREACHABLE");
  });
});
