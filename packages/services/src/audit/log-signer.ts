// The key that signs checkpoints: made once at first start, kept outside the database.
import { ed25519Signer, type LogSigner } from "@chancery/core";

/** A signer for the log called `origin`. Throws on a seed that is not 32 bytes and on an origin that is no key name. */
export function createLogSigner({ origin, seed }: { readonly origin: string; readonly seed: Uint8Array }): LogSigner {
  if (seed.length !== 32) throw new Error(`the log key has ${seed.length} bytes instead of 32`);
  return ed25519Signer({ origin, seed: Uint8Array.from(seed) });
}
