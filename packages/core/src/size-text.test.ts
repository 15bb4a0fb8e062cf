import { expect, it } from "vitest";
import { sizeText } from "./size-text.ts";

it.each([
  [0, "0 B"],
  [999, "999 B"],
  [1000, "1.00 kB"],
  [2_327_524, "2.33 MB"],
  [5_368_709_120, "5.37 GB"],
  [12_345_678_901_234, "12.3 TB"],
])("%i bytes read %s", (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});
