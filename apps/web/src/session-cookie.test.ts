import { describe, expect, it } from "vitest";
import { sessionCookie } from "./session-cookie.ts";

describe("the session cookie", () => {
  it("is a __Host- cookie for every https origin", () => {
    expect(sessionCookie("https://registry.example")).toMatchObject({
      name: "__Host-chancery.session",
      isSecure: true,
    });
  });
  it("drops Secure only on plain-http loopback", () => {
    expect(sessionCookie("http://localhost:3000")).toMatchObject({ name: "chancery.session", isSecure: false });
    expect(sessionCookie("http://127.0.0.1:3000").isSecure).toBe(false);
    expect(sessionCookie("http://registry.example").isSecure).toBe(true);
    expect(sessionCookie("http://localhost.evil.example").isSecure).toBe(true);
  });
});
