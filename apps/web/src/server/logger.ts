// The process log: JSON lines in UTC, with secrets cut out by name at any depth and, last of all, by shape.
import pino from "pino";
import { isOutage, linesOf, toldError, toldText, type ToldError } from "./told-error.ts";

const secretNames = new Set([
  ...["password", "current", "next", "token", "secret", "sig"],
  ...["authorization", "cookie", "set-cookie", "x-api-key", "proxy-authorization"],
]);
/** A one-time code is a secret, the code of an error is what an operator looks for. */
const isOneTimeCode = (name: string, value: unknown) =>
  name === "code" && typeof value === "string" && !/^(?:[a-z][a-z0-9_]*|[A-Z][A-Z0-9_]*|[0-9A-Z]{5})$/.test(value);
const censor = "[redacted]";
const deepest = 8;

// Each takes time proportional to the line: none looks far ahead from many places.
const shapes: readonly RegExp[] = [
  /\b((?:Bearer|Basic|Digest) +)[A-Za-z0-9+/=._~-]{6,}/gi,
  /(\bchancery\.(?:session|csrf|callback)=)[^;\s"\\]+/g,
  /chy[psu]_[0-9A-Za-z]{8,}/g, // API tokens
  /\beyJ[A-Za-z0-9_-]{8,}[A-Za-z0-9_.-]*/g, // JWT and JWE
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g, // AWS access keys
  /\$argon2(?:id|i|d)\$[^\s"']+/g, // password hashes
  /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:(?!-----BEGIN ).)*?-----END [A-Z ]*PRIVATE KEY-----/g,
  /(:\/\/[^:@/\s"]*:)[^@/\s"]+(?=@)/g, // credentials in a URL
  /(\/(?:claim|join|reset|sign-in)\/)[A-Za-z0-9_-]{20,}/g, // one-time links
];

/** The text without anything that looks like a secret; what a shape captures before the secret stays, so that the line can be read. */
export const scrubbed = (line: string): string =>
  shapes.reduce(
    (text, shape) =>
      text.replace(shape, (_found, before: unknown) => `${typeof before === "string" ? before : ""}${censor}`),
    line,
  );

/** The facts without what stands under a secret's name, errors as far as they may be told; cut off below eight levels. */
function withoutSecrets(value: unknown, depth = 0): unknown {
  if (value instanceof Error) return withoutSecrets(toldError(value), depth);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
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
  const logger = pino(
    {
      serializers: { err: (error: unknown) => error },
      timestamp: pino.stdTimeFunctions.isoTime,
      base: null,
      formatters: {
        level: (label) => ({ level: label }),
        log: (facts) => withoutSecrets(facts) as Record<string, unknown>,
      },
    },
    { write: (line: string) => write(scrubbed(line)) },
  );
  const isDue = sparing();
  return {
    info: (facts, message) => logger.info(facts, message),
    error(facts, message) {
      const { err, ...others } = facts as { readonly err?: unknown };
      if (err === undefined) return logger.error(facts, message);
      const told = toldError(err);
      const repeats = isDue(told, message);
      if (repeats !== undefined) logger.error({ ...others, err: told, ...(repeats > 0 && { repeats }) }, message);
    },
  };
}

const spareMs = 10_000;
const mostKinds = 100;

/**
 * While something is gone every request meets it: the first line of a kind is written at once, then one in ten seconds with
 * how many there were since. Answers how many lines this one stands for besides itself, or undefined for one to leave out.
 */
function sparing(): (told: ToldError, message: string) => number | undefined {
  const kinds = new Map<string, { since: number; left: number }>();
  return (told, message) => {
    if (!isOutage(told)) return 0;
    const kind = [message, told.type, told.code, told.cause?.code].join(" ");
    const now = performance.now();
    const known = kinds.get(kind);
    if (known && now - known.since < spareMs) {
      known.left += 1;
      return undefined;
    }
    if (kinds.size >= mostKinds) kinds.clear();
    kinds.set(kind, { since: now, left: 0 });
    return known?.left ?? 0;
  };
}

/** What others in this process write for people, Next above all, takes the same way: errors told, texts scrubbed. */
export function tameConsole(log: Logger, target: Pick<Console, "error" | "warn"> = console): void {
  const textOf = (part: unknown) => (part instanceof Error ? linesOf(toldError(part)) : plainText(part));
  for (const level of ["error", "warn"] as const)
    target[level] = (...parts: unknown[]) => {
      const err = parts.find((part) => part instanceof Error);
      log.error({ by: "console", ...(err !== undefined && { err }) }, parts.map(textOf).join(" ").slice(0, 2000));
    };
}

/** A text without a statement in it; of a thing only its type. */
const plainText = (part: unknown) =>
  typeof part === "string"
    ? toldText(part).replace(/Failed query:[^]*?(?=\n\s+at |$)/g, "Failed query")
    : `[${typeof part}]`;

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
