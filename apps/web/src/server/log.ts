// The process log: JSON lines, secrets struck out by name and by shape.
import { pino, type Logger } from "pino";

const redacted = ["authorization", "cookie", "set-cookie", "password", "token", "secret"].flatMap((name) => [
  `["${name}"]`,
  `*["${name}"]`,
  `*.*["${name}"]`,
]);
const secretShapes = /chy[psu]_[0-9A-Za-z]{36}|eyJ[\w-]{10,}\.[\w-]+\.[\w-]*(\.[\w-]+)*|postgres(ql)?:\/\/[^@\s"]+@/g;

/** Strikes out what looks like a token, a session cookie or a database password, wherever it stands in a line. */
export const scrub = (line: string): string => line.replace(secretShapes, "[redacted]");

export const createLog = (write: (line: string) => void): Logger =>
  pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: { paths: redacted, censor: "[redacted]" } },
    { write: (line) => write(scrub(line)) },
  );
