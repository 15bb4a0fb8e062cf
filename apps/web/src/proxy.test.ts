import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";
import { proxy } from "./proxy.ts";

const ask = (headers: Record<string, string>) => proxy(new NextRequest("http://localhost:3000/models", { headers }));
const nonceOf = (response: Response) =>
  /'nonce-([^']+)'/.exec(response.headers.get("content-security-policy") ?? "")?.[1];

describe("the proxy", () => {
  it("gives every response its own nonce and no inline escape", () => {
    const [first, second] = [ask({}), ask({})];
    expect(nonceOf(first)).toBeTruthy();
    expect(nonceOf(first)).not.toBe(nonceOf(second));
    expect(first.headers.get("content-security-policy")).not.toContain("unsafe");
  });
  it("lets a page load from and speak to its own server alone", () => {
    const directives = (ask({}).headers.get("content-security-policy") ?? "").split("; ");
    const sources = directives.flatMap((directive) => directive.split(" ").slice(1));
    const own = /^'(none|self|strict-dynamic|script|nonce-[^']+)'$|^(data|blob):$/;
    expect(sources.filter((source) => !own.test(source))).toEqual([]);
    expect(directives).toContain("default-src 'none'");
  });
  it("answers 404 to any server action", () => {
    expect(ask({ "Next-Action": "x" }).status).toBe(404);
  });
  it("hands Next neither x-middleware-subrequest nor Next-Resume", () => {
    const passed = ask({ "x-middleware-subrequest": "src/proxy:src/proxy", "Next-Resume": "1" }).headers.get(
      "x-middleware-override-headers",
    );
    expect(passed).toContain("content-security-policy");
    expect(passed).not.toMatch(/subrequest|resume/);
  });
  it("lets nothing be stored by a shared cache", () => {
    expect(ask({}).headers.get("cache-control")).toBe("private, no-store");
  });
});
