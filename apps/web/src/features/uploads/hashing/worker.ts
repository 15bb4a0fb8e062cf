// The thread that reads files and computes their SHA-256, so that the page stays quick. Not by the browser's own crypto: it
// takes a file only whole, and on a plain http address not at all.
import { createSHA256 } from "hash-wasm";
import type { HashAnswer, HashStopped, HashWanted } from "./messages.ts";

type Thread = {
  onmessage: ((event: { readonly data: HashWanted | HashStopped }) => void) | null;
  postMessage(answer: HashAnswer): void;
};
const thread = globalThis as unknown as Thread;

const endBytes = 1024 * 1024;
const pieceBytes = 4 * 1024 * 1024;
const stopped = new Set<number>();
let work = Promise.resolve();

thread.onmessage = ({ data }) => {
  if ("stop" in data) return void stopped.add(data.stop);
  // One after the other: several at once would make the disk seek.
  work = work.then(async () => {
    const sha256 = await digestOf(data).catch(() => undefined);
    if (!stopped.delete(data.id))
      thread.postMessage(sha256 === undefined ? { id: data.id, unreadable: true } : { id: data.id, sha256 });
  });
};

async function digestOf({ id, file, what }: HashWanted): Promise<string | undefined> {
  const hash = await createSHA256();
  hash.init();
  const read = (start: number, end: number) => file.slice(start, end).arrayBuffer();
  const take = (bytes: ArrayBuffer) => hash.update(new Uint8Array(bytes));
  if (what === "ends") {
    take(await read(0, endBytes));
    take(await read(Math.max(endBytes, file.size - endBytes), file.size));
    hash.update(new TextEncoder().encode(`${file.size} ${file.lastModified}`));
    return hash.digest("hex");
  }
  // The browser reads the next piece while this one is hashed.
  let next = read(0, pieceBytes);
  for (let at = 0; at < file.size && !stopped.has(id); at += pieceBytes) {
    const bytes = await next;
    next = read(at + pieceBytes, at + 2 * pieceBytes);
    next.catch(() => undefined); // thrown where it is awaited, if it is
    take(bytes);
  }
  return hash.digest("hex");
}
