// Many small files from the server in one body: each hashed whole, written beside its place, synced and renamed there.
import { createHash } from "node:crypto";
import { rename, rm } from "node:fs/promises";
import type { FileEntry } from "@chancery/core";
import { ChanceryClientError } from "../error.ts";
import { networkError, type Http } from "../http.ts";
import { explainDamage, filePath, isDamaged, isUnknownRoute, wrongBytes } from "../open-file.ts";
import { piecesOf } from "../read-body.ts";
import { isPassing, patiently } from "../retry.ts";
import { inGroups } from "./in-groups.ts";
import { fileError } from "./local-file.ts";
import { leavePart, openPart, type PartsIn } from "./part-file.ts";
import type { Tally } from "./progress.ts";
import { watchStall } from "./stall.ts";

/** One answer carries so much. */
const bodyBytes = 16 * 1024 * 1024;
/** So many files are written while those after them come in. */
const writesAtOnce = 16;

export type Landing = {
  readonly file: FileEntry;
  /** Where the file goes; free of links. */
  readonly place: string;
};

/** Files that are asked for together, list by list, and those that are fetched by themselves. */
export const groupsOf = <L extends Landing>(landings: readonly L[]) =>
  inGroups(landings, { sizeOf: ({ file }) => file.sizeBytes, lineOf: ({ file }) => file.path, bodyBytes });

type Download<L extends Landing> = {
  readonly http: Http;
  readonly versionId: string;
  readonly landings: readonly L[];
  readonly tally: Tally;
  readonly partsIn: PartsIn;
  readonly signal: AbortSignal | undefined;
  /** Runs what puts a file into its place, around which its caller looks after the place. */
  settle(landing: L, put: () => Promise<void>): Promise<void>;
};

/**
 * At each place stands afterwards the whole file, or what stood there before. Throws INTEGRITY for wrong bytes, of which nothing
 * stays. False where the server is of before, and sends only one file at a time.
 */
export async function downloadMany<L extends Landing>(download: Download<L>): Promise<boolean> {
  const landed = new Set<L>();
  let left = download.landings;
  try {
    await patiently(download.signal, {
      isDone: () => left.length === 0,
      reached: () => landed.size,
      async go() {
        try {
          await receiveGroup(download, left, (landing) => landed.add(landing));
        } finally {
          left = left.filter((landing) => !landed.has(landing));
        }
      },
    });
    return true;
  } catch (error) {
    if (isUnknownRoute(error)) return false;
    throw await whyItEnded(download, left[0], error);
  }
}

/** An answer that has begun can only be cut where bytes are damaged: the first file that did not come is asked for by itself. */
async function whyItEnded<L extends Landing>(
  { http, versionId, signal }: Download<L>,
  first: L | undefined,
  error: unknown,
): Promise<unknown> {
  if (!first || (!isPassing(error) && !isDamaged(error))) return error;
  const asked = await http
    .send(filePath(versionId, first.file.path), { signal })
    .then((response) => response.body?.cancel())
    .catch((refusal: unknown) => refusal);
  return isDamaged(asked) ? explainDamage(asked, first.file) : error;
}

async function receiveGroup<L extends Landing>(
  download: Download<L>,
  landings: readonly L[],
  onLanded: (landing: L) => void,
): Promise<void> {
  const { http, versionId, tally, signal } = download;
  const stall = watchStall(signal);
  const writing = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | undefined;
  const write = (landing: L, bytes: Uint8Array) => {
    const one: Promise<void> = put(download, landing, bytes)
      .then(() => onLanded(landing))
      .catch((error: unknown) => void (failure ??= { error }))
      .finally(() => writing.delete(one));
    writing.add(one);
  };
  try {
    const json = { versionId, paths: landings.map(({ file }) => file.path) };
    const response = await http.send("/api/v1/contents", { method: "POST", json, signal: stall.signal });
    const parts = splitter(landings, write);
    for await (const bytes of piecesOf(response, stall.signal)) {
      stall.beat();
      tally.onWire(bytes.length);
      parts.take(bytes);
      while (writing.size > writesAtOnce && !failure) await Promise.race(writing);
      if (failure) throw failure.error;
    }
    parts.end();
    await Promise.all(writing);
    if (failure) throw failure.error;
  } catch (error) {
    if (error instanceof ChanceryClientError) throw stall.explain(error);
    throw stall.explain(
      signal?.aborted ? new ChanceryClientError("CANCELLED", "cancelled", { cause: error }) : networkError(error),
    );
  } finally {
    stall.end();
    await Promise.all(writing);
  }
}

/** Cuts a body into files by their sizes; each is handed on once it is whole. */
function splitter<L extends Landing>(landings: readonly L[], whole: (landing: L, bytes: Uint8Array) => void) {
  let [at, filled] = [0, 0];
  let buffer = Buffer.alloc(0);
  const begin = () => {
    for (; at < landings.length && landings[at]!.file.sizeBytes === 0; at++) whole(landings[at]!, Buffer.alloc(0));
    buffer = Buffer.allocUnsafe(landings[at]?.file.sizeBytes ?? 0);
    filled = 0;
  };
  begin();
  return {
    take(bytes: Uint8Array) {
      for (let from = 0; from < bytes.length;) {
        const landing = landings[at];
        if (!landing) throw networkError(new Error("the answer is longer than the files"));
        const part = bytes.subarray(from, from + buffer.length - filled);
        buffer.set(part, filled);
        from += part.length;
        filled += part.length;
        if (filled < buffer.length) continue;
        whole(landing, buffer);
        at += 1;
        begin();
      }
    },
    end() {
      if (at < landings.length) throw networkError(new Error(`${landings[at]!.file.path} was cut off`));
    },
  };
}

async function put<L extends Landing>(download: Download<L>, landing: L, bytes: Uint8Array): Promise<void> {
  const { file, place } = landing;
  if (createHash("sha256").update(bytes).digest("hex") !== file.sha256) throw wrongBytes(file);
  await download.settle(landing, () => writeWhole(download, { file, place, bytes }));
  download.tally.moveTo(file.path, file.sizeBytes);
}

async function writeWhole(
  { partsIn }: Pick<Download<Landing>, "partsIn">,
  { file, place, bytes }: Landing & { readonly bytes: Uint8Array },
): Promise<void> {
  const part = await openPart(place, file, partsIn);
  try {
    try {
      await part.handle.truncate(0); // what an earlier try left
      await part.handle.writeFile(bytes);
      await part.handle.sync();
    } finally {
      await part.handle.close();
    }
    await rename(part.location, place);
  } catch (error) {
    await rm(part.location, { force: true });
    throw fileError("unwritable", `${file.path} cannot be written: ${(error as Error).message}`, error);
  } finally {
    leavePart(part);
  }
}
