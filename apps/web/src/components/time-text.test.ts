import { describe, expect, it } from "vitest";
import { absolute, relative } from "./time-text.ts";

describe("moments as text", () => {
  it("shows UTC whatever zone the text came in", () => {
    expect(absolute("2026-10-02T11:14:05.000+02:00")).toBe("2026-10-02 09:14");
    expect(absolute("2026-10-02T09:14:05.123Z", true)).toBe("2026-10-02 09:14:05");
  });
  it("counts whole units in both directions", () => {
    const now = Date.parse("2026-10-02T09:14:05Z");
    expect(relative("2026-09-29T09:14:05Z", now)).toBe("3 days ago");
    expect(relative("2026-10-02T11:20:00Z", now)).toBe("in 2 hours");
    expect(relative("2026-10-02T09:14:00Z", now)).toBe("just now");
  });
});
