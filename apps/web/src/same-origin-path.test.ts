import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sameOriginPath } from "./same-origin-path.ts";

/** The pieces that addresses of other servers are made of, in any order. */
const piece = fc.constantFrom(
  ...[
    "/",
    "//",
    "\\",
    ".",
    "..",
    "/..",
    "/.",
    "%2e",
    "%2E%2e",
    "%2f",
    "%5C",
    "%00",
    "%0a",
    "%09",
    "\t",
    "\n",
    "\u0000",
  ],
  ...["evil.example", "@", ":", "?", "#", ";", "https:", "javascript:", " ", "\u00a0", "／", "。", "a", "models", "%"],
);
const address = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));
const origins = ["https://registry.example", "http://localhost:3000"];

/** True for what any reader resolves to the same path of the origin it is on. */
function staysHere(path: string): boolean {
  const [pathname = ""] = path.split(/[?#]/, 1);
  const isPlain = !/[\u0000-\u0020\\\u007f]|\/\/|%(?:[01][0-9a-f]|2e|2f|5c|7f)/i.test(pathname);
  const hasNoDots = pathname.split("/").every((step) => step !== "." && step !== "..");
  const resolved = origins.map((origin) => new URL(path, `${origin}/login?next=x`));
  const isResolvedHere = resolved.every(({ origin, href }, n) => origin === origins[n] && href === origin + path);
  return path.startsWith("/") && isPlain && hasNoDots && isResolvedHere;
}

describe("sameOriginPath", () => {
  it("answers only what stays on this origin, whatever it is given", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          address,
          address.map((text) => `/${text}`),
          fc.webUrl(),
          fc.string({ unit: "binary" }),
        ),
        (path) => staysHere(sameOriginPath(path)),
      ),
      { numRuns: 2000 },
    );
  });
  it("answers the same when asked again about what it answered", () => {
    fc.assert(
      fc.property(address, (text) => sameOriginPath(sameOriginPath(`/${text}`)) === sameOriginPath(`/${text}`)),
    );
  });
  it.each([
    ...["//evil", "/\\evil", "https://evil", "javascript:1", "%", "", null, undefined, "/\tevil", "/ /evil"],
    ...["/..//evil/x", "/.//evil", "/a/..//evil", "/%2e%2e//evil", "/%2e//evil", "/x//evil", "/..%2f/evil", "/.:/.."],
    ...["/%5cevil", "/%2fevil", "/%09/evil", "/a%00", "/a%7f", "/\u007f"],
  ])("refuses %j", (path) => {
    expect(sameOriginPath(path)).toBe("/");
  });
  it.each([
    "/audit?actor=a&from=2026-01-01",
    "/models/speech/vad/v/1/files?path=a%2Fb",
    "/login?next=%2Fmodels%2Fspeech%2Fvad",
    "/models/speech/vad#card",
    "/models?q=%2F%2Fhost",
  ])("keeps %j", (path) => {
    expect(sameOriginPath(path)).toBe(path);
  });
});
