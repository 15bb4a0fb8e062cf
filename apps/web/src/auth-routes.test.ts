// Requests to /api/auth: what next-auth answers, and what it is kept from.
import { describe, expect, it } from "vitest";
import { misdirected } from "./auth-routes.ts";

const form = "application/x-www-form-urlencoded";
const statusOf = (method: string, path: string, type = form): number | undefined =>
  misdirected(
    new Request(`http://localhost/api/auth/${path}`, {
      method,
      ...(method === "POST" && { headers: { "content-type": type } }),
    }),
    path.split("/"),
  )?.status;

describe("routes of sign-in", () => {
  it.each([
    ["GET", "csrf"],
    ["HEAD", "csrf"],
    ["GET", "session"],
    ["GET", "signin"],
    ["POST", "signout"],
    ["POST", "callback/password"],
    ["POST", "callback/link"],
  ])("%s %s is answered", (method, path) => expect(statusOf(method, path)).toBeUndefined());

  it.each([
    ["GET", "callback/password", 405],
    ["HEAD", "callback/link", 405],
    ["POST", "session", 405],
    ["POST", "csrf", 405],
    ["PUT", "signout", 405],
    ["GET", "callback/github", 404],
    ["POST", "callback/github", 404],
    ["GET", "callback", 404],
    ["POST", "callback", 404],
    ["GET", "callback/password/more", 404],
    ["POST", "signin/password", 404],
    ["GET", "providers", 404],
    ["GET", "error", 404],
    ["GET", "error/more", 404],
    ["POST", "_log", 404],
    ["GET", "__proto__", 404],
    ["GET", "constructor", 404],
    ["GET", "", 404],
  ])("%s %s is answered with %d", (method, path, status) => expect(statusOf(method, path)).toBe(status));

  it.each(["application/json", "text/plain", "multipart/form-data", ""])(
    "a body of type %j is answered with 415",
    (type) => expect(statusOf("POST", "callback/password", type)).toBe(415),
  );

  it("says which methods an address takes", () => {
    const answer = misdirected(new Request("http://localhost/api/auth/callback/password"), ["callback", "password"]);
    expect(answer?.headers.get("allow")).toBe("POST");
  });
});
