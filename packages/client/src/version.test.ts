import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { clientVersion } from "./version.ts";

it("states the version of the package", () => {
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  expect(clientVersion).toBe((JSON.parse(text) as { version: string }).version);
});
