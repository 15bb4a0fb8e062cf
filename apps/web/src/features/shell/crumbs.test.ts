import { describe, expect, it } from "vitest";
import { crumbsOf } from "./crumbs.ts";

describe("crumbs", () => {
  it("lead from a version back to its model and the list", () => {
    expect(crumbsOf("/models/speech/silero-vad/v/2")).toEqual([
      { label: "Models", href: "/models" },
      { label: "speech/silero-vad", href: "/models/speech/silero-vad" },
      { label: "v2", href: null },
    ]);
  });
  it("tell a draft from the version it becomes, and a new version from the list", () => {
    const last = (path: string) => crumbsOf(path).at(-1)?.label;
    expect(last("/models/speech/silero-vad/v/4/draft")).toBe("draft v4");
    expect(last("/models/speech/silero-vad/versions/new")).toBe("New version");
    expect(last("/models/speech/silero-vad/versions")).toBe("Versions");
  });
  it("name promotions and entries by their numbers", () => {
    expect(crumbsOf("/promotions/12").map((crumb) => crumb.label)).toEqual(["Reviews", "P-12"]);
    expect(crumbsOf("/audit/48190").map((crumb) => crumb.label)).toEqual(["Audit", "Entry 48,190"]);
    expect(crumbsOf("/audit/integrity").map((crumb) => crumb.label)).toEqual(["Audit", "Integrity"]);
  });
  it("survive a malformed path", () => {
    expect(crumbsOf("/models/%E0%A4%A/x").at(-1)?.label).toBe("%E0%A4%A/x");
    expect(crumbsOf("/nowhere")).toEqual([]);
  });
});
