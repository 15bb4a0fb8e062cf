// The process log: JSON lines in UTC, with secrets cut out by name and, last of all, by shape.
import pino from "pino";

const secretNames = ["password", "token", "secret", "authorization", "cookie", "set-cookie", "code"];
const shapes: readonly RegExp[] = [
  /chy[psu]_[0-9A-Za-z]{8,}/g, // API tokens
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*\.[A-Za-z0-9_.-]*/g, // JWT and JWE
  /\b(AKIA|ASIA)[0-9A-Z]{16}\b/g, // AWS access keys
  /(postgres(?:ql)?:\/\/[^:@\s"]*:)[^@\s"]*(?=@)/g,
  /(\/(?:claim|join|sign-in)\/)[A-Za-z0-9_-]{20,}/g, // one-time links
];

/** The text without anything that looks like a secret. */
export const scrubbed = (line: string): string =>
  shapes.reduce((text, shape) => text.replace(shape, (...found) => `${kept(found)}[redacted]`), line);

/** What a shape captured before the secret stays, so that the line can still be read. */
const kept = (found: unknown[]) => (typeof found[1] === "string" && /[:/]$/.test(found[1]) ? found[1] : "");

export type Logger = { info(facts: object, message: string): void; error(facts: object, message: string): void };

/** Writes lines to `write`, standard error by default: standard output is for people. */
export function createLogger(write: (line: string) => void = (line) => void process.stderr.write(line)): Logger {
  const names = secretNames.map((name) => (name.includes("-") ? `["${name}"]` : name));
  const paths = [...names, ...names.map((name) => (name.startsWith("[") ? `*${name}` : `*.${name}`))];
  return pino(
    {
      redact: { paths, censor: "[redacted]" },
      timestamp: pino.stdTimeFunctions.isoTime,
      base: null,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => write(scrubbed(line)) },
  );
}
