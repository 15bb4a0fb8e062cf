import { expect, it } from "vitest";
import { isOlder } from "./handshake.ts";

it.each([
  ["0.1.0", "0.1.1", true],
  ["0.9.9", "0.10.0", true],
  ["1.0.0", "0.99.0", false],
  ["0.1.0", "0.1.0", false],
  ["0.1.0-rc.1", "0.1.0", false],
  ["0.1.0", "soon", false],
])("%s is older than %s: %s", (version, than, expected) => {
  expect(isOlder(version, than)).toBe(expected);
});
