// A large file in several ranges at once: whole and verified at its end, and gone on with after any stop.
import { createHash } from "node:crypto";
import { cpSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createClient } from "../index.ts";
import { scratchFolder } from "../testing/scratch.ts";
import { serve } from "../testing/serve.ts";
import { download } from "./download.ts";
import { leastRangedBytes } from "./receive-ranges.ts";

const MB = 1024 * 1024;
const sha256 = (bytes: string | Buffer) => createHash("sha256").update(bytes).digest("hex");
const pieces = Array.from({ length: 70 }, (_, n) => createHash("sha512").update(String(n)).digest());
/** No two mebibytes alike: one in the place of another would show. */
const bytes = Buffer.concat(pieces.map((piece) => Buffer.alloc(MB + 1, piece)));
const path = "weights.bin";
const manifest = JSON.stringify({
  ...{ environment: {}, kind: "files", params: {}, signature: null },
  files: [{ path, sizeBytes: bytes.length, sha256: sha256(bytes) }],
});
const version = { versionId: "v1", manifestDigest: sha256(manifest) };

type Span = { readonly start: number; readonly end: number };
type Answering = (response: ServerResponse, span: Span | undefined) => void;
const sendSpan: Answering = (response, span) => {
  if (!span) return void response.end(bytes);
  const { start, end } = span;
  response.writeHead(206, {
    "content-range": `bytes ${start}-${end - 1}/${bytes.length}`,
    "content-length": end - start,
  });
  response.end(bytes.subarray(start, end));
};

/** The second range never comes: what lies behind it does not count. */
const withoutSecond: Answering = (response, span) => {
  if (!span || span.start === 0 || span.start > 17 * MB) return sendSpan(response, span);
  response.writeHead(206, { "content-range": `bytes ${span.start}-${span.end - 1}/${bytes.length}` }).flushHeaders();
};

async function serving(answering: Answering = sendSpan) {
  const asked: Span[] = [];
  let [open, most] = [0, 0];
  const url = await serve((request, response) => {
    if (request.url?.endsWith("/manifest")) return void response.end(manifest);
    const [, start, end] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "") ?? [];
    const span = start === undefined ? undefined : { start: Number(start), end: end ? Number(end) + 1 : bytes.length };
    if (span) asked.push(span);
    open += 1;
    most = Math.max(most, open);
    response.once("close", () => (open -= 1));
    answering(response, span);
  });
  return { client: createClient({ url }), asked, most: () => most };
}

const filesIn = (folder: string) => readdirSync(folder);
const isWhole = (folder: string) => readFileSync(join(folder, path)).equals(bytes);

describe("a large file", () => {
  it("comes in ranges, several at once, and each byte once", async () => {
    const folder = scratchFolder();
    const { client, asked, most } = await serving((response, span) => setTimeout(() => sendSpan(response, span), 20));
    const { wireBytes } = await download(client, { version, folder });
    expect(isWhole(folder)).toBe(true);
    expect(filesIn(folder)).toEqual([path]);
    expect(wireBytes).toBe(bytes.length);
    expect(asked.length).toBeGreaterThan(3);
    expect(most()).toBe(4);
  });

  it("is right after any of its answers was cut off, once or again and again while some of it comes", async () => {
    const folder = scratchFolder();
    let n = 0;
    const { client } = await serving((response, span) => {
      if (!span || (n += 1) % 3 === 0) return sendSpan(response, span);
      const { start, end } = span;
      response.writeHead(206, { "content-range": `bytes ${start}-${end - 1}/${bytes.length}` });
      response.write(bytes.subarray(start, start + Math.ceil((end - start) / 3)), () => response.destroy());
    });
    await download(client, { version, folder });
    expect(isWhole(folder)).toBe(true);
  });

  it("goes on after it was stopped, from what had come without a hole", async () => {
    const folder = scratchFolder();
    const { client } = await serving(withoutSecond);
    const stop = new AbortController();
    const onProgress = ({ doneBytes }: { doneBytes: number }) => {
      if (doneBytes === bytes.length - 16 * MB) stop.abort(); // all but the second
    };
    const stopped = download(client, { version, folder }, { signal: stop.signal, onProgress });
    await expect(stopped).rejects.toMatchObject({ code: "CANCELLED" });
    const [part] = filesIn(folder);
    expect(statSync(join(folder, part!)).size).toBe(16 * MB);
    const rest = await download((await serving()).client, { version, folder });
    expect(rest.wireBytes).toBe(bytes.length - 16 * MB);
    expect(isWhole(folder)).toBe(true);
    expect(filesIn(folder)).toEqual([path]);
  });

  it("goes on after its process was killed, and never takes a hole for bytes", async () => {
    const [folder, other] = [scratchFolder(), scratchFolder()];
    const { client } = await serving(withoutSecond);
    const stop = new AbortController();
    const onProgress = ({ doneBytes }: { doneBytes: number }) => {
      if (doneBytes < 40 * MB || stop.signal.aborted) return;
      // As a kill leaves it: under the name of a process that is gone.
      const [part] = filesIn(folder);
      const left = part!.replace(/\.[0-9a-f]{8}-\d+-/, ".00000000-1-");
      cpSync(join(folder, part!), join(other, left));
      utimesSync(join(other, left), 1, 1);
      stop.abort();
    };
    const killed = download(client, { version, folder }, { signal: stop.signal, onProgress });
    await expect(killed).rejects.toMatchObject({ code: "CANCELLED" });
    const [left] = filesIn(other);
    expect(statSync(join(other, left!)).size).toBeGreaterThan(bytes.length);
    const { wireBytes } = await download((await serving()).client, { version, folder: other });
    expect(wireBytes).toBeLessThanOrEqual(bytes.length);
    expect(isWhole(other)).toBe(true);
  });

  it("comes whole from a server, or a proxy, that sends no ranges", async () => {
    const folder = scratchFolder();
    const { client } = await serving((response) => void response.end(bytes));
    await download(client, { version, folder });
    expect(isWhole(folder)).toBe(true);
  });

  it.each<[string, Answering]>([
    [
      "more bytes than a range has",
      (response, span) => {
        response.writeHead(206, { "content-range": `bytes ${span?.start}-` });
        response.end(bytes.subarray(span?.start ?? 0, (span?.end ?? 0) + 1));
      },
    ],
    [
      "other bytes",
      (response, span) => {
        const { start, end } = span ?? { start: 0, end: bytes.length };
        response.writeHead(span ? 206 : 200, { "content-range": `bytes ${start}-` });
        response.end(Buffer.alloc(end - start, 1));
      },
    ],
  ])("is refused on %s, and nothing of it is left", async (_name, answering) => {
    const folder = scratchFolder();
    const { client } = await serving(answering);
    await expect(download(client, { version, folder })).rejects.toMatchObject({ code: "INTEGRITY" });
    expect(filesIn(folder)).toEqual([]);
  });

  it("is begun anew where what was left cannot be of it", async () => {
    const folder = scratchFolder();
    const stop = new AbortController();
    const stopped = download(
      (await serving()).client,
      { version, folder },
      {
        signal: stop.signal,
        onProgress: ({ doneBytes }) => doneBytes > 20 * MB && stop.abort(),
      },
    );
    await expect(stopped).rejects.toMatchObject({ code: "CANCELLED" });
    const [part] = filesIn(folder);
    // A trailer that says more than the file can hold.
    writeFileSync(join(folder, part!), Buffer.concat([bytes, Buffer.alloc(8, 0xff)]));
    await download((await serving()).client, { version, folder });
    expect(isWhole(folder)).toBe(true);
  });

  it("is one of at least 64 MiB", () => {
    expect(leastRangedBytes).toBe(64 * MB);
    expect(bytes.length).toBeGreaterThan(leastRangedBytes);
  });
});
