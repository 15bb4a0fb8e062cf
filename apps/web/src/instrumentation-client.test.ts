import { expect, it, vi } from "vitest";
import { ownScriptUrl } from "./instrumentation-client.ts";

it("lets scripts come from this origin's own build only", () => {
  vi.stubGlobal("location", new URL("https://registry.example/models"));
  expect(ownScriptUrl("/_next/static/chunks/a.js")).toBe("/_next/static/chunks/a.js");
  expect(ownScriptUrl("/hash-worker.js")).toBe("/hash-worker.js");
  for (const url of [
    "/hash-worker.js/../api/v1/versions/x/files/a.js",
    "/models/hash-worker.js",
    "https://evil.example/_next/static/a.js",
    "//evil.example/_next/static/a.js",
    "/api/v1/versions/x/files/a.js",
    "data:text/javascript,1",
  ])
    expect(() => ownScriptUrl(url), url).toThrow(TypeError);
  vi.unstubAllGlobals();
});
