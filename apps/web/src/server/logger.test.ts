import { expect, it } from "vitest";
import { createLogger, gathered } from "./logger.ts";

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

it("cuts secrets out at any depth, of errors and of texts too", () => {
  const failure = Object.assign(new Error("refused Basic YWRhOmh1bnRlcjIy at redis://ada:hunter23@cache/0"), {
    request: { headers: [{ Cookie: "hunter24" }], body: { credentials: { password: "hunter25" } } },
  });
  const text = written((log) => {
    log.error({ err: failure, deep: { a: { b: { c: [{ Authorization: "hunter26" }] } } } }, "it failed");
    log.info({ reasons: [{ code: "digest_mismatch" }], attempt: [{ code: "Hunter29_hunter2" }] }, "it was refused");
    log.info({ note: "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$hunter27", raw: "x; chancery.session=hunter28; y" }, "x");
  });
  expect(text).not.toMatch(/hunter2|Hunter29|YWRhOmh1bnRlcjIy/);
  expect(text).toContain("refused Basic [redacted] at redis://ada:[redacted]@cache/0");
  expect(text).toContain("digest_mismatch");
  expect(text).toContain('"note":"[redacted]","raw":"x; chancery.session=[redacted]; y"');
  for (const line of text.trim().split("\n")) expect(() => JSON.parse(line) as unknown).not.toThrow();
});

it("keeps a value with line breaks on one line, and no escape sequence", () => {
  const text = written((log) => log.info({ path: '/a\n{"level":"error"}' }, "x\u001b[31m\ny"));
  expect(text.trim().split("\n")).toHaveLength(1);
  expect(text).not.toContain("\u001b");
});

it("writes the lines of one turn at once, in their order, and each once", async () => {
  const writes: string[] = [];
  const write = gathered((text) => writes.push(text));
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  write("one\n");
  write("two\n");
  expect(writes).toEqual([]);
  await turn();
  write("three\n");
  await turn();
  await turn();
  expect(writes).toEqual(["one\ntwo\n", "three\n"]);
});
