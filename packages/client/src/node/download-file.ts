// One file from the server into a .part file beside its place: resumed by Range, hashed whole, renamed when it is right.
import { createHash, type Hash } from "node:crypto";
import { rename, rm, type FileHandle } from "node:fs/promises";
import type { FileEntry } from "@chancery/core";
import { ChanceryClientError } from "../error.ts";
import { networkError, type Http } from "../http.ts";
import { explainDamage, filePath, wrongBytes } from "../open-file.ts";
import { piecesOf } from "../read-body.ts";
import { patiently } from "../retry.ts";
import { fileError } from "./local-file.ts";
import type { Tally } from "./progress.ts";
import { leavePart, openPart, type PartFile, type PartsIn } from "./part-file.ts";
import { keepPrefix, leastRangedBytes, receiveInRanges, type Span } from "./receive-ranges.ts";
import { watchStall } from "./stall.ts";

type Download = {
  readonly http: Http;
  readonly versionId: string;
  readonly file: FileEntry;
  /** Where the file goes; free of links. */
  readonly place: string;
  readonly tally: Tally;
  readonly partsIn: PartsIn;
  readonly signal: AbortSignal | undefined;
  /** So many answers may bring it at once, if it is large. */
  readonly rangesAtOnce: number;
};
type Part = { readonly handle: FileHandle; hash: Hash; sizeBytes: number };

/**
 * At `place` stands afterwards the whole file, or what stood there before. Throws INTEGRITY, and leaves nothing, when the
 * bytes are not those of `file.sha256`. What a cut connection brought is kept for the next try. `settle` is asked once the
 * bytes are right, and may throw to leave what stands at `place`.
 */
export async function downloadFile(download: Download, settle: () => Promise<unknown>): Promise<void> {
  const opened = await openPart(download.place, download.file, download.partsIn);
  try {
    await receiveInto(opened, download, settle);
  } finally {
    leavePart(opened);
  }
}

async function receiveInto(
  { location, handle }: PartFile,
  download: Download,
  settle: () => Promise<unknown>,
): Promise<void> {
  const { file, place } = download;
  let isKept = true;
  let part: Part | undefined;
  try {
    part = await readPart(handle, file);
    await receiveAll(download, part);
    isKept = part.hash.digest("hex") === file.sha256;
    if (!isKept) throw wrongBytes(file);
    await handle.sync();
    await settle();
  } catch (error) {
    const isWrong = error instanceof ChanceryClientError && error.code === "INTEGRITY";
    isKept = !isWrong && part !== undefined && part.sizeBytes > 0;
    throw error;
  } finally {
    await handle.close();
    if (!isKept) await rm(location, { force: true });
  }
  await rename(location, place).catch(async (error: Error) => {
    await rm(location, { force: true });
    throw fileError("unwritable", `${file.path} cannot be written: ${error.message}`, error);
  });
}

const readBytes = 1024 * 1024;

/** Hashes what an earlier try left; more than the file can hold is thrown away. */
async function readPart(handle: FileHandle, file: FileEntry): Promise<Part> {
  const part: Part = { handle, hash: createHash("sha256"), sizeBytes: 0 };
  const size = await keepPrefix(handle, file.sizeBytes);
  if (size === 0) return part;
  const buffer = Buffer.allocUnsafe(Math.min(readBytes, size));
  for (;;) {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, part.sizeBytes);
    if (bytesRead === 0) return part;
    part.hash.update(buffer.subarray(0, bytesRead));
    part.sizeBytes += bytesRead;
  }
}

async function restart(part: Part): Promise<void> {
  await part.handle.truncate(0);
  part.hash = createHash("sha256");
  part.sizeBytes = 0;
}

async function receiveAll(download: Download, part: Part): Promise<void> {
  const { sizeBytes } = download.file;
  if (download.rangesAtOnce > 1 && sizeBytes - part.sizeBytes >= leastRangedBytes) await receiveRanges(download, part);
  await patiently(download.signal, {
    isDone: () => part.sizeBytes >= sizeBytes,
    reached: () => part.sizeBytes,
    go: () => receiveRest(download, part),
  });
}

/** Stops, with what has come so far, where the server sends no ranges. */
async function receiveRanges(download: Download, part: Part): Promise<void> {
  const { file, tally, signal, rangesAtOnce } = download;
  let received = part.sizeBytes;
  let isRanged = true;
  const receiveSpan = async (span: Span, reached: (position: number) => void, stop: AbortSignal) => {
    let at = span.start;
    await patiently(stop, {
      isDone: () => !isRanged || at >= span.end,
      reached: () => at,
      async go() {
        const begin = (response: Response) => (isRanged &&= continues(response, at));
        await receive({ ...download, signal: stop }, { from: at, to: span.end, begin }, async (bytes) => {
          if (at + bytes.length > span.end) throw wrongBytes(file);
          await writeAt(part.handle, bytes, at);
          reached((at += bytes.length));
          tally.moveTo(file.path, (received += bytes.length));
        });
        if (isRanged && at < span.end) throw cutOff(file);
      },
    });
  };
  await receiveInRanges(part, { sizeBytes: file.sizeBytes, atOnce: rangesAtOnce, signal }, receiveSpan);
}

/** From where the part ends; a server that sends the whole again makes it begin again. */
async function receiveRest(download: Download, part: Part): Promise<void> {
  const { file, tally } = download;
  tally.moveTo(file.path, part.sizeBytes);
  const begin = async (response: Response) => {
    if (part.sizeBytes > 0 && !continues(response, part.sizeBytes)) await restart(part);
    return true;
  };
  await receive(download, { from: part.sizeBytes, to: file.sizeBytes, begin }, async (bytes) => {
    if (part.sizeBytes + bytes.length > file.sizeBytes) throw wrongBytes(file);
    await writeAt(part.handle, bytes, part.sizeBytes);
    part.hash.update(bytes);
    part.sizeBytes += bytes.length;
    tally.moveTo(file.path, part.sizeBytes);
  });
  if (part.sizeBytes < file.sizeBytes) throw cutOff(file);
}

type Asked = {
  readonly from: number;
  readonly to: number;
  /** Told of the answer before its bytes come; false leaves them. */
  begin(response: Response): boolean | Promise<boolean>;
};
/** One answer with the bytes from `from` to before `to`, handed to `write` as they come. */
async function receive(
  { http, versionId, file, tally, signal }: Download,
  { from, to, begin }: Asked,
  write: (bytes: Uint8Array) => Promise<void>,
): Promise<void> {
  const stall = watchStall(signal);
  const isWhole = from === 0 && to === file.sizeBytes;
  const range = `bytes=${from}-${to === file.sizeBytes ? "" : to - 1}`;
  try {
    const headers = {
      "accept-encoding": "identity",
      ...(!isWhole && { range, "if-range": `"sha256:${file.sha256}"` }),
    };
    const response = await http.send(filePath(versionId, file.path), { headers, signal: stall.signal });
    if (!(await begin(response))) return await response.body?.cancel();
    for await (const bytes of piecesOf(response, stall.signal)) {
      stall.beat();
      tally.onWire(bytes.length);
      await write(bytes);
    }
  } catch (error) {
    if (error instanceof ChanceryClientError) throw stall.explain(explainDamage(error, file));
    throw stall.explain(
      signal?.aborted ? new ChanceryClientError("CANCELLED", "cancelled", { cause: error }) : failureOf(error),
    );
  } finally {
    stall.end();
  }
}

const cutOff = ({ path }: FileEntry) => networkError(new Error(`${path} was cut off`));

const continues = (response: Response, from: number) =>
  response.status === 206 && new RegExp(`^bytes ${from}-`).test(response.headers.get("content-range") ?? "");

async function writeAt(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, at, bytes.length - at, position + at);
    at += bytesWritten;
  }
}

/** A full disk is not a cut connection: trying again would not help. */
const failureOf = (error: unknown) =>
  (error as NodeJS.ErrnoException).syscall === "write"
    ? fileError("unwritable", `the file cannot be written: ${(error as Error).message}`, error)
    : networkError(error);
