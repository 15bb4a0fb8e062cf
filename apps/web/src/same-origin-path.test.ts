import { describe, expect, it } from "vitest";
import { sameOriginPath } from "./same-origin-path.ts";

describe("sameOriginPath", () => {
  it.each(["//evil", "/\\evil", "https://evil", "javascript:1", "%", "", null, "/\tevil", "/ /evil"])(
    "refuses %j",
    (path) => {
      expect(sameOriginPath(path)).toBe("/");
    },
  );
  it("keeps a path with its query", () => {
    expect(sameOriginPath("/audit?actor=a&from=2026-01-01")).toBe("/audit?actor=a&from=2026-01-01");
  });
});
