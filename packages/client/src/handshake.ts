// The version handshake: the server states the oldest client it serves, and an older one stops with a named error.
import { ChanceryClientError } from "./error.ts";
import { clientVersion } from "./version.ts";

/** Throws VERSION_MISMATCH when the server no longer serves this client. Answers of something else pass. */
export function shakeHands(headers: Headers): void {
  const oldest = headers.get("chancery-oldest-client");
  if (oldest === null || !isOlder(clientVersion, oldest)) return;
  const server = headers.get("chancery-version") ?? "unknown";
  throw new ChanceryClientError(
    "VERSION_MISMATCH",
    `this client is ${clientVersion}; the server (${server}) serves ${oldest} or newer: update @chancery/client`,
    {
      reasons: [{ code: "client_too_old", message: `the server serves clients from version ${oldest}` }],
      facts: { client: clientVersion, oldestClient: oldest, server },
      requestId: headers.get("x-request-id") ?? undefined,
    },
  );
}

/** Compares MAJOR.MINOR.PATCH; what is no such version is never older. */
export function isOlder(version: string, than: string): boolean {
  const [left, right] = [numbersOf(version), numbersOf(than)];
  if (!left || !right) return false;
  const at = left.findIndex((number, index) => number !== right[index]);
  return at >= 0 && left[at]! < right[at]!;
}

const numbersOf = (version: string) => /^(\d+)\.(\d+)\.(\d+)(?:[-+].*)?$/.exec(version.trim())?.slice(1).map(Number);
