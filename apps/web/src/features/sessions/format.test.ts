import { expect, it } from "vitest";
import { browserOf } from "./format.ts";

it("names browser and system, and admits what it does not know", () => {
  expect(
    browserOf("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Safari/537.36"),
  ).toBe("Chrome on Linux");
  expect(browserOf("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) AppleWebKit/605 Version/18 Safari/605")).toBe(
    "Safari on macOS",
  );
  expect(browserOf("something else")).toBe("something else");
  expect(browserOf(null)).toBe("unknown browser");
});
