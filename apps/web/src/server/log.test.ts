import { expect, it } from "vitest";
import { createLog } from "./log.ts";

it("lets no planted secret into the log", () => {
  let written = "";
  const log = createLog((line) => (written += line));
  const token = `chyp_${"a1B2".repeat(9)}`;
  log.info(
    { headers: { authorization: `Bearer ${token}`, cookie: "chancery.session=abc" }, password: "correct horse" },
    "request",
  );
  log.error({ err: new Error(`no such token ${token} at postgres://ada:hunter22@db/x`) }, `seen ${token}`);
  for (const secret of [token, "chancery.session=abc", "correct horse", "hunter22"])
    expect(written).not.toContain(secret);
  expect(written.trim().split("\n")).toHaveLength(2);
});
it("keeps a value with line breaks on one line", () => {
  let written = "";
  createLog((line) => (written += line)).info({ path: '/a\n{"level":60}' }, "x\u001b[31m\ny");
  expect(written.trim().split("\n")).toHaveLength(1);
  expect(written).not.toContain("\u001b");
});
