// Many small files to the server: begun with their list, their contents sent as one body, finished together.
import type { BatchView } from "@chancery/core";
import { ChanceryClientError } from "../error.ts";
import type { Http } from "../http.ts";
import { isUnknownRoute } from "../open-file.ts";
import { inGroups } from "./in-groups.ts";
import { readWhole, type HashedFile } from "./local-file.ts";
import type { Tally } from "./progress.ts";
import { begin, sendAndFinish, type Piece, type Source } from "./send-bytes.ts";

/** So much of a body is read at once: many files, a few at a time. */
const readBytes = 256 * 1024;
/** Bodies of batches are sent beside each other, and each is finished as a whole: not too long. */
const packBytes = 32 * 1024 * 1024;

/** Files that are sent together, list by list, and those that go by themselves. */
export const batchesOf = (files: readonly HashedFile[]) =>
  inGroups(files, { sizeOf: ({ sizeBytes }) => sizeBytes, lineOf, bodyBytes: packBytes });

const lineOf = ({ path, sizeBytes, sha256 }: HashedFile) => ({ path, sizeBytes, sha256 });

type Batch = {
  readonly http: Http;
  readonly versionId: string;
  readonly files: readonly HashedFile[];
  readonly tally: Tally;
  readonly piece: Piece;
  readonly signal: AbortSignal | undefined;
};

/**
 * Resolves once every file is part of the draft, with the digests of the contents that were sent. Undefined where the server
 * is of before, and knows no batches. A refusal names every file that is wrong, and then none is part of it.
 */
export async function uploadBatch({
  http,
  versionId,
  files,
  tally,
  piece,
  signal,
}: Batch): Promise<ReadonlySet<string> | undefined> {
  const json = { versionId, files: files.map(lineOf) };
  const begun = (await begin({ http, signal }, "/api/v1/batches", json).catch((error: unknown) => {
    if (isUnknownRoute(error)) return undefined;
    throw error;
  })) as BatchView | undefined;
  if (!begun) return undefined;
  const wanted = wantedOf(files, begun);
  await sendAndFinish({ http, source: packOf(wanted, tally), piece, signal }, begun);
  for (const file of files) tally.moveTo(file.path, file.sizeBytes);
  return new Set(wanted.map(({ sha256 }) => sha256));
}

function wantedOf(files: readonly HashedFile[], { wanted, sizeBytes }: BatchView): readonly HashedFile[] {
  const found = wanted.flatMap((at) => files[at] ?? []);
  if (found.reduce((sum, file) => sum + file.sizeBytes, 0) === sizeBytes) return found;
  throw new ChanceryClientError("INTERNAL", "the server asks for bytes that the files do not have");
}

function packOf(files: readonly HashedFile[], tally: Tally): Source {
  let end = 0;
  const ends = files.map(({ sizeBytes }) => (end += sizeBytes));
  const startOf = (at: number) => ends[at]! - files[at]!.sizeBytes;
  let sent = 0;
  return {
    sizeBytes: end,
    async *read(start, stop) {
      let at = ends.findIndex((fileEnd) => fileEnd > start);
      while (at >= 0 && at < files.length && startOf(at) < stop) {
        const from = startOf(at);
        let next = at;
        while (next < files.length && (next === at || ends[next]! - from <= readBytes)) next++;
        const bytes = Buffer.concat(await Promise.all(files.slice(at, next).map(readWhole)));
        yield bytes.subarray(Math.max(0, start - from), stop - from);
        at = next;
      }
    },
    moveTo(offset) {
      for (; sent < files.length && ends[sent]! <= offset; sent++)
        tally.moveTo(files[sent]!.path, files[sent]!.sizeBytes);
      for (; sent > 0 && ends[sent - 1]! > offset; sent--) tally.moveTo(files[sent - 1]!.path, 0);
    },
    onWire: (bytes) => tally.onWire(bytes),
  };
}
