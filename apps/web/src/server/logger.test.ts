import { expect, it } from "vitest";
import { createLogger } from "./logger.ts";

function written(log: (logger: ReturnType<typeof createLogger>) => void): string {
  let text = "";
  log(createLogger((line) => void (text += line)));
  return text;
}

it("lets no planted secret into the log", () => {
  const token = `chyp_${"a1B2".repeat(9)}`;
  const code = "Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4";
  const text = written((log) => {
    log.info(
      {
        headers: { authorization: `Bearer ${token}`, cookie: "chancery.session=abc" },
        password: "correct horse",
        attempt: { code },
      },
      "request",
    );
    log.error(
      { err: new Error(`no such token ${token} at postgres://ada:hunter22@db/x`), path: `/claim/${code}` },
      `seen ${token}`,
    );
  });
  for (const secret of [token, "chancery.session=abc", "correct horse", "hunter22", code])
    expect(text).not.toContain(secret);
  expect(text).toContain("postgres://ada:[redacted]@db/x");
  expect(text.trim().split("\n")).toHaveLength(2);
});

it("keeps a value with line breaks on one line, and no escape sequence", () => {
  const text = written((log) => log.info({ path: '/a\n{"level":"error"}' }, "x\u001b[31m\ny"));
  expect(text.trim().split("\n")).toHaveLength(1);
  expect(text).not.toContain("\u001b");
});
