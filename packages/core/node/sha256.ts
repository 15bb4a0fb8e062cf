// SHA-256 by the runtime's own code: several times as fast, which whoever checks a log of a million entries waits for.
import { hash } from "node:crypto";

/** The 32 bytes of SHA-256 over `bytes`. */
export const sha256 = (bytes: Uint8Array): Uint8Array => hash("sha256", bytes, "buffer");
