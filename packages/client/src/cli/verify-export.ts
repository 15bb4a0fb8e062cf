// An export read line by line, byte for byte, however long: core judges it, no server is asked.
import { createReadStream } from "node:fs";
import { createExportVerifier, type ExportVerdict } from "@chancery/core";
import { ChanceryClientError } from "../index.ts";

const longestLineBytes = 16 * 1024 * 1024;

/** Throws LOCAL_FILE when the file cannot be read; anything wrong with what it holds is a verdict. */
export async function verifyExport(given: {
  readonly file: string;
  readonly verifierKey: string;
  /** The note of an older checkpoint. */
  readonly since?: string | undefined;
}): Promise<ExportVerdict> {
  const verifier = createExportVerifier(given);
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  try {
    for await (const line of linesOf(given.file)) verifier.push(text.decode(line));
  } catch (error) {
    if (error instanceof TypeError)
      return {
        ok: false,
        reasons: [{ code: "line_malformed", message: "a line is not UTF-8 text" }],
        firstBadIndex: null,
      };
    throw new ChanceryClientError("LOCAL_FILE", `${given.file} cannot be read: ${(error as Error).message}`, {
      cause: error,
    });
  }
  return verifier.finish();
}

/** Split at line feeds alone: readline would also split at characters that may stand inside an entry. */
async function* linesOf(file: string): AsyncGenerator<Uint8Array> {
  let rest: readonly Buffer[] = [];
  let restBytes = 0;
  for await (const piece of createReadStream(file, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = piece.indexOf(0x0a); end >= 0; end = piece.indexOf(0x0a, from)) {
      yield Buffer.concat([...rest, piece.subarray(from, end)]);
      [rest, restBytes, from] = [[], 0, end + 1];
    }
    restBytes += piece.length - from;
    if (restBytes > longestLineBytes) throw new Error("a line is longer than any entry");
    if (from < piece.length) rest = [...rest, piece.subarray(from)];
  }
  if (restBytes > 0) yield Buffer.concat([...rest]);
}
