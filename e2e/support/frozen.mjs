// Preloaded into a server whose pages are compared with pictures: its clock stands still and its randomness is the same
// in every run, so that dates, ids, keys and digests are too. For tests alone: such a server keeps no secret.
import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";

const now = Date.parse("2026-11-24T09:30:00.000Z");

globalThis.Date = class extends Date {
  constructor(...parts) {
    super(...(parts.length === 0 ? [now] : parts));
  }
  static now() {
    return now;
  }
  // Next puts a copy of its own in place, of what is the class's own alone.
  static parse = Date.parse;
  static UTC = Date.UTC;
};

let drawn = 0;
crypto.randomBytes = (size, callback) => {
  const blocks = Array.from({ length: Math.ceil(size / 32) }, () =>
    crypto.createHash("sha256").update(`draw ${drawn++}`).digest(),
  );
  const bytes = Buffer.concat(blocks).subarray(0, size);
  if (!callback) return bytes;
  process.nextTick(callback, null, bytes);
};
syncBuiltinESMExports();
