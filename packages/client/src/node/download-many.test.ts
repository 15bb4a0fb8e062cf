// A pull of many small files: in a few requests, each verified, and whole or not there.
import { createHash, randomBytes } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createClient } from "../index.ts";
import { eachRegistry } from "../testing/registry.ts";
import { scratchFolder } from "../testing/scratch.ts";
import { serve } from "../testing/serve.ts";
import { download } from "./download.ts";
import { push } from "./push.ts";

const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest("hex");
const kB = 1024;
const files = Array.from({ length: 9 }, (_, n) => ({
  path: `${n}.bin`,
  bytes: Buffer.from(n === 4 ? "" : `file ${n}`),
}));

/** A server whose version holds `files`, and whose contents are what `answer` makes of them. */
async function hostile(answer: (whole: Buffer, tried: number) => Buffer, refusal?: object) {
  const entries = files.map(({ path, bytes }) => ({ path, sizeBytes: bytes.length, sha256: sha256(bytes) }));
  const manifest = JSON.stringify({ environment: {}, files: entries, kind: "files", params: {}, signature: null });
  let tried = 0;
  const url = await serve((request, response) => {
    if (request.url?.endsWith("/manifest")) return void response.end(manifest);
    if (request.method === "GET") return void response.writeHead(404).end(JSON.stringify(refusal));
    let asked = "";
    request.on("data", (chunk: Buffer) => (asked += chunk.toString()));
    request.on("end", () => {
      const { paths } = JSON.parse(asked) as { readonly paths: readonly string[] };
      const whole = Buffer.concat(paths.map((path) => files.find((file) => file.path === path)!.bytes));
      response.end(answer(whole, (tried += 1)));
    });
  });
  return {
    client: createClient({ url }),
    version: { versionId: "v1", manifestDigest: sha256(manifest) },
    tries: () => tried,
  };
}

describe("many files in one body", () => {
  let folder = "";
  beforeEach(() => void (folder = scratchFolder()));
  afterEach(() => vi.restoreAllMocks());
  const pulled = () => readdirSync(folder).sort();

  it("are each cut out by their size, an empty one too", async () => {
    const { client, version, tries } = await hostile((whole) => whole);
    expect((await download(client, { version, folder })).files).toHaveLength(9);
    for (const { path, bytes } of files) expect(readFileSync(join(folder, path))).toEqual(bytes);
    expect(tries()).toBe(1);
  });

  it("are cut off where one is damaged, which is named with what to do", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0); // the pauses are as short as they can be
    const reasons = [{ code: "blob_unknown", message: "no content with this SHA-256 is stored" }];
    const gone = { code: "NOT_FOUND", message: "no content with this SHA-256 is stored", reasons };
    const { client, version } = await hostile((whole, tried) => whole.subarray(0, tried === 1 ? 14 : 0), gone);
    await expect(download(client, { version, folder })).rejects.toMatchObject({
      code: "INTERNAL",
      reasons: [{ code: "content_damaged" }],
      message: expect.stringMatching(
        /^2\.bin: .*Tell the operator of the registry; .*npm run fsck -- --blobs/,
      ) as string,
    });
    expect(pulled()).toEqual(["0.bin", "1.bin"]);
  });

  it("are kept as far as they came whole when it is cut off, and only the rest is asked for again", async () => {
    const { client, version, tries } = await hostile((whole, tried) => (tried === 1 ? whole.subarray(0, 20) : whole));
    expect((await download(client, { version, folder })).wireBytes).toBe(20 + 8 * 6 - 18);
    expect(tries()).toBe(2);
    expect(pulled()).toEqual(files.map(({ path }) => path));
  });

  it("are refused where one has other bytes: of that one nothing stays", async () => {
    const { client, version } = await hostile((whole) => Buffer.from(whole.toString().replace("file 2", "evil 2")));
    await expect(download(client, { version, folder })).rejects.toMatchObject({
      code: "INTEGRITY",
      facts: { path: "2.bin" },
    });
    expect(pulled()).not.toContain("2.bin");
    expect(pulled().filter((name) => name.endsWith(".part"))).toEqual([]);
  });
});

eachRegistry("a pull of many small files", (open) => {
  it("takes at most 8 requests for 2,000 files, beside which a large one comes by itself", async () => {
    const registry = await open();
    const ada = await registry.person("Ada", { role: "contributor", team: "speech" });
    const [source, folder] = [scratchFolder(), scratchFolder()];
    for (let n = 0; n < 2000; n++) writeFileSync(join(source, `${n}.bin`), `file ${n}`);
    writeFileSync(join(source, "large.bin"), randomBytes(300 * kB));
    await push(await registry.clientOf(ada), { paths: [source], model: "speech/vad" });
    let asked = 0;
    const client = createClient({
      url: registry.url,
      token: await registry.tokenOf(ada),
      fetch: (url, init) => fetch(url, (asked++, init)),
    });
    const version = await client.resolve("speech/vad:1");
    const result = await download(client, { version, folder });
    expect(asked).toBeLessThanOrEqual(8);
    expect(result.files).toHaveLength(2001);
    for (const { path } of result.files)
      expect(readFileSync(join(folder, path))).toEqual(readFileSync(join(source, path)));
  });
});
