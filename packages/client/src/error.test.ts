import { describe, expect, it } from "vitest";
import { ChanceryClientError, errorOf } from "./error.ts";

const respond = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(typeof body === "string" ? body : JSON.stringify(body), { status, headers });
const refusal = {
  code: "POLICY_UNMET",
  message: "you contributed to this version's content: someone else has to decide",
  reasons: [
    { code: "voter_is_uploader", message: "you contributed to this version's content: someone else has to decide" },
  ],
  requestId: "0192",
};

describe("an answer that is no success", () => {
  it("keeps code, message, reasons, request id and facts of /api/v1", async () => {
    const error = await errorOf(respond(422, { ...refusal, facts: { offset: 7 } }));
    expect(error).toBeInstanceOf(ChanceryClientError);
    expect(error.toJSON()).toEqual({ ...refusal, facts: { offset: 7 }, retryable: false });
    expect(error.status).toBe(422);
  });

  it("finds the same in the body tRPC wraps it in", async () => {
    const error = await errorOf(respond(422, { error: { message: refusal.message, code: -32000, data: refusal } }));
    expect(error.toJSON()).toEqual({ ...refusal, facts: {}, retryable: false });
  });

  it("is told by its status when a proxy answered, and may pass when the proxy says so", async () => {
    const gateway = await errorOf(respond(502, "<html>Bad Gateway</html>", { "x-request-id": "from-header" }));
    expect(gateway).toMatchObject({ code: "UNAVAILABLE", retryable: true, requestId: "from-header" });
    expect(await errorOf(respond(413, "too large"))).toMatchObject({ code: "LIMIT_EXCEEDED", retryable: false });
    expect(await errorOf(respond(401, ""))).toMatchObject({ code: "UNAUTHENTICATED", retryable: false });
  });

  it("takes Retry-After in seconds and as a date", async () => {
    expect((await errorOf(respond(503, "", { "retry-after": "7" }))).retryAfterMs).toBe(7000);
    const soon = new Date(Date.now() + 20_000).toUTCString();
    expect((await errorOf(respond(429, "", { "retry-after": soon }))).retryAfterMs).toBeGreaterThan(15_000);
    expect((await errorOf(respond(503, "", { "retry-after": "soon" }))).retryAfterMs).toBeNull();
  });

  it("takes nothing on trust from a body of the wrong shape", async () => {
    const error = await errorOf(respond(500, { code: "WHATEVER", message: 12, reasons: "none" }));
    expect(error).toMatchObject({ code: "INTERNAL", reasons: [], requestId: null });
  });
});
