// One file from the server into a .part file beside its place: resumed by Range, hashed whole, renamed when it is right.
import { createHash, type Hash } from "node:crypto";
import { rename, rm, type FileHandle } from "node:fs/promises";
import type { FileEntry } from "@chancery/core";
import { ChanceryClientError } from "../error.ts";
import { networkError, type Http } from "../http.ts";
import { filePath, wrongBytes } from "../open-file.ts";
import { backoffMs, isPassing, pause, throwIfCancelled } from "../retry.ts";
import { fileError } from "./local-file.ts";
import type { Tally } from "./progress.ts";
import { leavePart, openPart, type PartFile, type PartsIn } from "./part-file.ts";
import { watchStall } from "./stall.ts";

/** Failures in a row without a byte of progress before the download is given up. */
const patience = 8;

type Download = {
  readonly http: Http;
  readonly versionId: string;
  readonly file: FileEntry;
  /** Where the file goes; free of links. */
  readonly place: string;
  readonly tally: Tally;
  readonly partsIn: PartsIn;
  readonly signal: AbortSignal | undefined;
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
  const { size } = await handle.stat();
  if (size > file.sizeBytes) await restart(part);
  if (size === 0 || size > file.sizeBytes) return part;
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
  const { file, signal } = download;
  for (let failures = 0; part.sizeBytes < file.sizeBytes;) {
    throwIfCancelled(signal);
    const before = part.sizeBytes;
    try {
      await receive(download, part);
    } catch (error) {
      if (!isPassing(error)) throw error;
      failures = part.sizeBytes > before ? 0 : failures + 1;
      if (failures >= patience) throw error;
      if (failures > 0) await pause(Math.max(error.retryAfterMs ?? 0, backoffMs(failures)), signal);
    }
  }
}

/** One answer, from where the part ends; a server that sends the whole again makes it begin again. */
async function receive({ http, versionId, file, tally, signal }: Download, part: Part): Promise<void> {
  const stall = watchStall(signal);
  tally.moveTo(file.path, part.sizeBytes);
  const rest = { range: `bytes=${part.sizeBytes}-`, "if-range": `"sha256:${file.sha256}"` };
  try {
    const headers = { "accept-encoding": "identity", ...(part.sizeBytes > 0 && rest) };
    const response = await http.send(filePath(versionId, file.path), { headers, signal: stall.signal });
    if (part.sizeBytes > 0 && !continues(response, part.sizeBytes)) await restart(part);
    const body: AsyncIterable<Uint8Array> = response.body ?? new Blob([]).stream();
    for await (const bytes of body) {
      stall.beat();
      tally.onWire(bytes.length);
      if (part.sizeBytes + bytes.length > file.sizeBytes) throw wrongBytes(file);
      await append(part, bytes);
      tally.moveTo(file.path, part.sizeBytes);
    }
  } catch (error) {
    if (error instanceof ChanceryClientError) throw stall.explain(error);
    throw stall.explain(
      signal?.aborted ? new ChanceryClientError("CANCELLED", "cancelled", { cause: error }) : failureOf(error),
    );
  } finally {
    stall.end();
  }
  if (part.sizeBytes < file.sizeBytes) throw networkError(new Error(`${file.path} was cut off`));
}

const continues = (response: Response, from: number) =>
  response.status === 206 && new RegExp(`^bytes ${from}-`).test(response.headers.get("content-range") ?? "");

async function append(part: Part, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    const { bytesWritten } = await part.handle.write(bytes, at, bytes.length - at, part.sizeBytes + at);
    at += bytesWritten;
  }
  part.hash.update(bytes);
  part.sizeBytes += bytes.length;
}

/** A full disk is not a cut connection: trying again would not help. */
const failureOf = (error: unknown) =>
  (error as NodeJS.ErrnoException).syscall === "write"
    ? fileError("unwritable", `the file cannot be written: ${(error as Error).message}`, error)
    : networkError(error);
