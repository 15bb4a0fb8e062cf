import { ChanceryError } from "@chancery/core";
import { expect, it } from "vitest";
import { createLogger, gathered, scrubbed, tameConsole } from "./logger.ts";

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

const hash = "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8";
class DrizzleQueryError extends Error {
  readonly query = `select "id" from "token" where "secret_hash" = $1`;
  readonly params = [hash];
  constructor(cause: unknown) {
    super(`Failed query: select "id" from "token" where "secret_hash" = $1\nparams: ${hash}\n    at ${hash}`, {
      cause,
    });
  }
}
class DatabaseError extends Error {
  readonly code = "22P02";
  readonly detail = `Key (secret_hash)=(${hash}) already exists.`;
  readonly where = `unnamed portal parameter $1 = '${hash}'`;
}

it("tells of an error its type, code and place, and nothing of a statement, a parameter or a row", () => {
  const driver = new DatabaseError(`invalid input syntax for type uuid: "${hash}"`);
  const wrapped = new ChanceryError("UNAVAILABLE", "the database does not answer at this moment: try again shortly", {
    reasons: [],
    cause: new DrizzleQueryError(driver),
  });
  const syntax = (() => {
    try {
      return JSON.parse(`hash ${hash}`) as Error;
    } catch (error) {
      return error as Error;
    }
  })();
  const text = written((log) => {
    for (const err of [
      driver,
      new DrizzleQueryError(driver),
      wrapped,
      syntax,
      new Error(`Failed query: x params: ${hash}`),
    ])
      log.error({ err, other: err, deep: [{ err }] }, "it failed");
    log.error({ err: hash }, "a text was thrown");
    tameConsole(log, { error() {}, warn() {} });
    const target = { error(..._parts: unknown[]) {}, warn(..._parts: unknown[]) {} };
    tameConsole(log, target);
    target.error(" ⨯", new DrizzleQueryError(driver), { params: [hash] });
    target.warn(`Error: Failed query: select 1\nparams: ${hash}\n    at x`);
  });
  expect(text).not.toMatch(new RegExp(`${hash}|secret_hash|select`));
  expect(text).toContain('"type":"DatabaseError","code":"22P02"');
  expect(text).toContain("the database does not answer at this moment");
  expect(text).toContain("logger.test.ts");
});

it("says of an outage once in ten seconds how often it was met, and of anything else each time", () => {
  const gone = Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  const lines = written((log) => {
    for (let n = 0; n < 50; n += 1)
      log.error({ err: gone, requestId: `r${n}` }, "a request was refused because something failed");
    for (let n = 0; n < 3; n += 1) log.error({ err: new Error("a fault of ours") }, "a request failed");
  })
    .trim()
    .split("\n");
  expect(lines.filter((line) => line.includes("ECONNREFUSED"))).toHaveLength(1);
  expect(lines.filter((line) => line.includes("a fault of ours"))).toHaveLength(3);
});

it.each(["eyJ-", "eyJaaaaaaaa-", "a+", "-----BEGIN PRIVATE KEY-----", "://a:", "Bearer ", "$argon2id$", "/claim/"])(
  "looks through a line of %s over and over without looking back each time",
  (piece) => {
    // By the square of its length, this line would take minutes.
    const line = piece.repeat(Math.ceil(400_000 / piece.length));
    expect(scrubbed(line).length).toBeGreaterThan(0);
  },
  20_000,
);
it.each([
  ["a token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln of one", "a token [redacted] of one"],
  ["postgres://chancery:s3cret@db/x", "postgres://chancery:[redacted]@db/x"],
  ["-----BEGIN EC PRIVATE KEY-----a-----END EC PRIVATE KEY-----", "[redacted]"],
])("cuts the secret out of %s", (line, told) => expect(scrubbed(line)).toBe(told));
