// docs/security-cases.md says what the table holds, and every test it names exists.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { isWritingDocs } from "../support/writing-docs.ts";
import { named, securityCases } from "./register.ts";

const pathOf = (file: string) => fileURLToPath(new URL(`../../${file}`, import.meta.url));
/** The words: how a table is laid out is prettier's business. */
const words = (text: string) => text.replace(/[^\p{L}\p{N}]+/gu, " ");

test("docs/security-cases.md is what the table of attacks gives", () => {
  const file = pathOf("docs/security-cases.md");
  if (isWritingDocs) writeFileSync(file, securityCases());
  expect(words(readFileSync(file, "utf8"))).toBe(words(securityCases()));
});

test("every test that a case names is there", () => {
  for (const [file, title] of named) expect(readFileSync(pathOf(file), "utf8")).toContain(title.split(": ")[0]);
});
