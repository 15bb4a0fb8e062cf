// The process log: JSON lines in UTC, with secrets cut out by name at any depth and, last of all, by shape.
import pino from "pino";

const secretNames = new Set([
  ...["password", "current", "next", "token", "secret", "sig"],
  ...["authorization", "cookie", "set-cookie", "x-api-key", "proxy-authorization"],
]);
/** A one-time code is a secret, the code of an error is what an operator looks for. */
const isOneTimeCode = (name: string, value: unknown) =>
  name === "code" && typeof value === "string" && !/^(?:[a-z][a-z0-9_]*|[A-Z][A-Z0-9_]*)$/.test(value);
const censor = "[redacted]";
const deepest = 8;

const shapes: readonly RegExp[] = [
  /\b((?:Bearer|Basic|Digest) +)[A-Za-z0-9+/=._~-]{6,}/gi,
  /(\bchancery\.(?:session|csrf|callback)=)[^;\s"\\]+/g,
  /chy[psu]_[0-9A-Za-z]{8,}/g, // API tokens
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*\.[A-Za-z0-9_.-]*/g, // JWT and JWE
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g, // AWS access keys
  /\$argon2(?:id|i|d)\$[^\s"']+/g, // password hashes
  /-----BEGIN [A-Z ]*PRIVATE KEY-----.*?-----END [A-Z ]*PRIVATE KEY-----/g,
  /(\b[a-z][a-z0-9+]*:\/\/[^:@/\s"]*:)[^@/\s"]+(?=@)/gi, // credentials in a URL
  /(\/(?:claim|join|sign-in)\/)[A-Za-z0-9_-]{20,}/g, // one-time links
];

/** The text without anything that looks like a secret; what a shape captures before the secret stays, so that the line can be read. */
export const scrubbed = (line: string): string =>
  shapes.reduce(
    (text, shape) =>
      text.replace(shape, (_found, before: unknown) => `${typeof before === "string" ? before : ""}${censor}`),
    line,
  );

/** The facts without what stands under a secret's name; cut off below eight levels. */
function withoutSecrets(value: unknown, depth = 0): unknown {
  if (typeof value !== "object" || value === null || value instanceof Error || value instanceof Date) return value;
  if (depth === deepest) return "[too deep]";
  if (Array.isArray(value)) return value.map((entry) => withoutSecrets(entry, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [
      name,
      secretNames.has(name.toLowerCase()) || isOneTimeCode(name, entry) ? censor : withoutSecrets(entry, depth + 1),
    ]),
  );
}

export type Logger = { info(facts: object, message: string): void; error(facts: object, message: string): void };

/** Writes lines to `write`, standard error by default: standard output is for people. */
export function createLogger(write: (line: string) => void = gathered((text) => process.stderr.write(text))): Logger {
  return pino(
    {
      serializers: { err: (error: Error) => withoutSecrets(pino.stdSerializers.err(error)) },
      timestamp: pino.stdTimeFunctions.isoTime,
      base: null,
      formatters: {
        level: (label) => ({ level: label }),
        log: (facts) => withoutSecrets(facts) as Record<string, unknown>,
      },
    },
    { write: (line: string) => write(scrubbed(line)) },
  );
}

/**
 * What is written in one turn of the event loop leaves in one write, at the latest when the process ends: each write to a
 * pipe holds up everybody until the kernel has taken it.
 */
export function gathered(write: (text: string) => unknown): (line: string) => void {
  let waiting = "";
  const flush = () => {
    const text = waiting;
    waiting = "";
    if (text !== "") write(text);
  };
  process.once("exit", flush);
  return (line) => {
    if (waiting === "") setImmediate(flush);
    waiting += line;
  };
}
