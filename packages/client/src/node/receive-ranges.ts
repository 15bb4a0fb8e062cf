// A large file in several ranges at once. They land in one part file, whose trailer says up to where it has no holes.
import type { FileHandle } from "node:fs/promises";
import { someAtOnce } from "./at-once.ts";

/** Shorter files come in one answer: another request would cost more than it brings. */
export const leastRangedBytes = 64 * 1024 * 1024;
const leastRangeBytes = 16 * 1024 * 1024;
/** Each range is a line of the access log. */
const mostRanges = 64;
const trailerBytes = 8;
const readBytes = 1024 * 1024;

/** Bytes from `start` up to `end`, which is not among them. */
export type Span = { readonly start: number; readonly end: number };

/** What has been received without a hole, and is hashed. */
export type Prefix = {
  readonly handle: FileHandle;
  readonly hash: { update(bytes: Uint8Array): unknown };
  sizeBytes: number;
};

/** How much of a part of a file of `sizeBytes` can be gone on with; what comes behind it is cut off. */
export async function keepPrefix(handle: FileHandle, sizeBytes: number): Promise<number> {
  const { size } = await handle.stat();
  if (size <= sizeBytes) return size;
  const noted = size === sizeBytes + trailerBytes ? await readTrailer(handle, sizeBytes) : 0;
  const kept = noted <= sizeBytes ? noted : 0;
  await handle.truncate(kept);
  return kept;
}

/**
 * Receives the rest of the file by `receive`, which writes a span where it belongs and tells after each write how far it is.
 * Whether it ends well or not, the part is then as long as what was received without a hole.
 */
export async function receiveInRanges(
  prefix: Prefix,
  {
    sizeBytes,
    atOnce,
    signal,
  }: { readonly sizeBytes: number; readonly atOnce: number; readonly signal: AbortSignal | undefined },
  receive: (span: Span, reached: (position: number) => void, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const spans = spansOf(prefix.sizeBytes, sizeBytes).map((span) => ({ ...span, at: span.start }));
  await writeTrailer(prefix.handle, { sizeBytes, prefixBytes: prefix.sizeBytes });
  const follower = createFollower(prefix, sizeBytes, () => spans.find(({ at, end }) => at < end)?.at ?? sizeBytes);
  try {
    await someAtOnce(
      spans,
      signal,
      (span, stop) =>
        receive(
          span,
          (position) => {
            span.at = position;
            follower.follow();
          },
          stop,
        ),
      atOnce,
    );
  } finally {
    await follower.end();
    await prefix.handle.truncate(prefix.sizeBytes);
  }
}

function spansOf(from: number, sizeBytes: number): readonly Span[] {
  const rangeBytes = Math.max(leastRangeBytes, Math.ceil(sizeBytes / mostRanges));
  const count = Math.ceil((sizeBytes - from) / rangeBytes);
  return Array.from({ length: count }, (_, n) => ({
    start: from + n * rangeBytes,
    end: Math.min(sizeBytes, from + (n + 1) * rangeBytes),
  }));
}

/** Hashes what has come without a hole, while more comes: it is read back, mostly from memory. */
function createFollower(prefix: Prefix, sizeBytes: number, frontier: () => number) {
  const buffer = Buffer.allocUnsafe(readBytes);
  let noted = prefix.sizeBytes;
  const hashOn = async () => {
    while (prefix.sizeBytes < frontier()) {
      const wanted = Math.min(readBytes, frontier() - prefix.sizeBytes);
      const { bytesRead } = await prefix.handle.read(buffer, 0, wanted, prefix.sizeBytes);
      if (bytesRead === 0) throw new Error("the part file became shorter while it was being written");
      prefix.hash.update(buffer.subarray(0, bytesRead));
      prefix.sizeBytes += bytesRead;
      if (prefix.sizeBytes - noted < leastRangeBytes) continue;
      noted = prefix.sizeBytes;
      await writeTrailer(prefix.handle, { sizeBytes, prefixBytes: noted });
    }
  };
  let hashing: Promise<void> | undefined;
  let failure: { readonly error: unknown } | undefined;
  const follow = () => {
    hashing ??= hashOn()
      .catch((error: unknown) => void (failure ??= { error }))
      .finally(() => (hashing = undefined));
    return hashing;
  };
  return {
    follow: () => void follow(),
    async end() {
      await hashing;
      await follow(); // what came after it had looked last
      if (failure) throw failure.error;
    },
  };
}

type Noted = { readonly sizeBytes: number; readonly prefixBytes: number };
async function writeTrailer(handle: FileHandle, { sizeBytes, prefixBytes }: Noted): Promise<void> {
  const trailer = Buffer.alloc(trailerBytes);
  trailer.writeBigUInt64BE(BigInt(prefixBytes));
  await handle.write(trailer, 0, trailerBytes, sizeBytes);
}

async function readTrailer(handle: FileHandle, sizeBytes: number): Promise<number> {
  const trailer = Buffer.alloc(trailerBytes);
  await handle.read(trailer, 0, trailerBytes, sizeBytes);
  return Number(trailer.readBigUInt64BE());
}
