// The log's key: made once at first start, kept outside the database. It signs checkpoints and keys the head row.
import { createHmac, hkdfSync } from "node:crypto";
import { ed25519Signer, type LogSigner } from "@chancery/core";

type Head = { readonly size: number; readonly root: string; readonly lastTime: Date | null };
export type LogKey = LogSigner & {
  /** HMAC-SHA-256 over the log's name and its head, under a key derived from the log's: what SQL alone cannot make. */
  headMac(head: Head): string;
  /** The same over a note that this registry keeps in a file of its own, such as what the last check found. */
  noteMac(kind: string, text: string): string;
};

/** The key of the log called `origin`. Throws on a seed that is not 32 bytes and on an origin that is no key name. */
export function createLogSigner({ origin, seed }: { readonly origin: string; readonly seed: Uint8Array }): LogKey {
  if (seed.length !== 32) throw new Error(`the log key has ${seed.length} bytes instead of 32`);
  const derived = (use: string) => Buffer.from(hkdfSync("sha256", seed, new Uint8Array(0), use, 32));
  const [key, noteKey] = [derived("chancery/audit-head/1"), derived("chancery/note/1")];
  return {
    ...ed25519Signer({ origin, seed: Uint8Array.from(seed) }),
    headMac: ({ size, root, lastTime }) =>
      createHmac("sha256", key)
        .update(`chancery-audit-head/1\n${origin}\n${size}\n${root}\n${lastTime?.toISOString() ?? ""}\n`)
        .digest("hex"),
    noteMac: (kind, text) =>
      createHmac("sha256", noteKey).update(`chancery-note/1\n${origin}\n${kind}\n${text}`).digest("hex"),
  };
}
