import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createClient } from "../index.ts";
import { filePath } from "../open-file.ts";
import { eachRegistry } from "../testing/registry.ts";
import { scratchFolder } from "../testing/scratch.ts";
import { serve } from "../testing/serve.ts";
import { download } from "./download.ts";
import { partKey } from "./part-file.ts";
import { push } from "./push.ts";

const MB = 1024 * 1024;
const sha256 = (bytes: string | Buffer) => createHash("sha256").update(bytes).digest("hex");
const everythingIn = (folder: string) => readdirSync(folder, { recursive: true }).map(String).sort();

type Claimed = { readonly path: string; readonly bytes: Buffer };
/** A server that seals any manifest and answers for its files whatever `answerFile` says. */
const reason = { code: "route_unknown", message: "there is nothing at this address" };
const unknownRoute = JSON.stringify({ code: "NOT_FOUND", message: reason.message, reasons: [reason] });
async function hostile(
  files: readonly Claimed[],
  answerFile?: (response: ServerResponse, headers: NodeJS.Dict<string | string[]>, path: string) => void,
) {
  const entries = files.map(({ path, bytes }) => ({ path, sizeBytes: bytes.length, sha256: sha256(bytes) }));
  const manifest = JSON.stringify({ environment: {}, files: entries, kind: "files", params: {}, signature: null });
  let asked = 0;
  const url = await serve((request, response) => {
    if (request.url?.endsWith("/manifest")) return void response.end(manifest);
    // As a server of before does, which hands out one file at a time.
    if (request.url === "/api/v1/contents") return void response.writeHead(404).end(unknownRoute);
    asked += 1;
    const path = decodeURIComponent(request.url?.split("/files/")[1] ?? "");
    if (answerFile) return answerFile(response, request.headers, path);
    response.end(files.find((file) => file.path === path)?.bytes);
  });
  return {
    client: createClient({ url }),
    version: { versionId: "v1", manifestDigest: sha256(manifest) },
    asked: () => asked,
  };
}
/** A part that a download on another machine gave up long ago. */
function leavePart(folder: string, { path, bytes }: Claimed, text: string): void {
  const place = join(folder, `${partKey({ path, sha256: sha256(bytes) })}00000000-1-00000000.part`);
  writeFileSync(place, text);
  utimesSync(place, 1, 1);
}
const entryOf = (lie: object) =>
  JSON.stringify({ kind: "files", files: [{ path: "a", sizeBytes: 1, sha256: sha256("x"), ...lie }] });
const weights = { path: "model/weights.bin", bytes: Buffer.from("the weights") };

describe("a download from a hostile server", () => {
  it.each([
    ["other bytes", Buffer.from("The weights")],
    ["more bytes", Buffer.from("the weights and a tail")],
  ])("is refused on %s, and nothing of it is left", async (_name, sent) => {
    const folder = scratchFolder();
    const { client, version } = await hostile([weights], (response) => void response.end(sent));
    await expect(download(client, { version, folder })).rejects.toMatchObject({
      code: "INTEGRITY",
      facts: { path: weights.path },
    });
    expect(everythingIn(folder)).toEqual([]);
  });

  it.each([
    "../outside",
    "a/../../outside",
    "/etc/outside",
    "C:/outside",
    "a\\..\\outside",
    "a//b",
    "./a",
    "nul\u0000byte",
    "line\nfeed",
    "turned\u202egnp.exe",
    "",
  ])("writes nothing for the path %j", async (path) => {
    const folder = join(scratchFolder(), "target");
    const { client, version, asked } = await hostile([weights, { path, bytes: Buffer.from("x") }]);
    await expect(download(client, { version, folder })).rejects.toMatchObject({ code: "UNSAFE_PATH" });
    expect(asked()).toBe(0);
    expect(existsSync(folder)).toBe(false);
    expect(existsSync(join(folder, "../outside"))).toBe(false);
  });

  it.each([
    ["no JSON", "{"],
    ["null", "null"],
    ["of another kind", '{"kind":"zip","files":[]}'],
    ["with files that are no list", '{"kind":"files","files":{"a":1}}'],
    ["with a path that is no text", entryOf({ path: 1 })],
    ["with a digest that climbs", entryOf({ sha256: "/../../../victim" })],
    ["with a size below zero", entryOf({ sizeBytes: -1 })],
    ["with a size beyond all", entryOf({ sizeBytes: 1 }).replace('"sizeBytes":1', '"sizeBytes":1e400')],
  ])("is refused for a manifest that is %s, though its digest fits", async (_name, manifest) => {
    const folder = join(scratchFolder(), "target");
    const client = createClient({ url: await serve((_request, response) => void response.end(manifest)) });
    const version = { versionId: "v1", manifestDigest: sha256(manifest) };
    await expect(download(client, { version, folder })).rejects.toMatchObject({ code: "INTEGRITY" });
    expect(existsSync(folder)).toBe(false);
  });

  it.each([
    ["names that differ in case alone", "a.bin", "A.bin"],
    ["a file where a folder belongs", "a", "a/b"],
  ])("refuses %s", async (_name, one, other) => {
    const { client, version } = await hostile([one, other].map((path) => ({ path, bytes: Buffer.from(path) })));
    await expect(download(client, { version, folder: scratchFolder() })).rejects.toMatchObject({ code: "UNSAFE_PATH" });
  });

  it.each([
    ["a folder on the way", "model"],
    ["the file itself", "model/weights.bin"],
  ])("does not write through %s when it is a symbolic link, not even by force", async (_name, link) => {
    const [folder, elsewhere] = [scratchFolder(), scratchFolder()];
    if (link !== "model") mkdirSync(join(folder, "model"));
    if (link !== "model") writeFileSync(join(elsewhere, "victim"), "before");
    symlinkSync(link === "model" ? elsewhere : join(elsewhere, "victim"), join(folder, link));
    const { client, version } = await hostile([weights]);
    await expect(download(client, { version, folder, force: true })).rejects.toMatchObject({ code: "UNSAFE_PATH" });
    expect(everythingIn(elsewhere)).toEqual(link === "model" ? [] : ["victim"]);
    if (link !== "model") expect(readFileSync(join(elsewhere, "victim"), "utf8")).toBe("before");
  });

  it("neither continues nor writes through a link planted under the name of a part", async () => {
    const [folder, elsewhere] = [scratchFolder(), scratchFolder()];
    const file = { path: "weights.bin", bytes: Buffer.from("the weights") };
    writeFileSync(join(elsewhere, "victim"), "before");
    const name = `${partKey({ path: file.path, sha256: sha256(file.bytes) })}00000000-1-00000000.part`;
    symlinkSync(join(elsewhere, "victim"), join(folder, name));
    const { client, version } = await hostile([file]);
    await download(client, { version, folder });
    expect(readFileSync(join(elsewhere, "victim"), "utf8")).toBe("before");
    expect(readFileSync(join(folder, "weights.bin"), "utf8")).toBe("the weights");
  });

  it("brings the other files when this disk cannot hold a name, names it, and fails", async () => {
    const folder = scratchFolder();
    const long = { path: `deep/${"\u6a21".repeat(100)}`, bytes: Buffer.from("x") };
    const { client, version } = await hostile([weights, long, { path: "z.bin", bytes: Buffer.from("z") }]);
    await expect(download(client, { version, folder })).rejects.toMatchObject({
      code: "LOCAL_FILE",
      message: expect.stringContaining("1 of 3 files cannot be stored on this disk") as string,
      reasons: [{ code: "name_unheld", message: expect.stringContaining(long.path) as string }],
    });
    expect(everythingIn(folder)).toEqual(["model", "model/weights.bin", "z.bin"]);
  });

  it("brings the other files where Windows refuses a name", async () => {
    const folder = scratchFolder();
    const platform = vi.spyOn(process, "platform", "get").mockReturnValue("win32");
    onTestFinished(() => platform.mockRestore());
    const { client, version } = await hostile([weights, { path: "aux.onnx", bytes: Buffer.from("x") }]);
    await expect(download(client, { version, folder })).rejects.toMatchObject({
      reasons: [{ code: "name_unheld", message: "aux.onnx: Windows reserves this name for a device" }],
    });
    expect(everythingIn(folder)).toEqual(["model", "model/weights.bin"]);
  });

  it("begins again when the server sends the whole instead of the rest", async () => {
    const folder = scratchFolder();
    const file = { path: "weights.bin", bytes: Buffer.from("the weights") };
    leavePart(folder, file, "the we");
    const { client, version } = await hostile([file], (response) => void response.end(file.bytes));
    expect(await download(client, { version, folder })).toMatchObject({ wireBytes: 11 });
    expect(readFileSync(join(folder, "weights.bin"), "utf8")).toBe("the weights");
  });

  it("leaves nothing when the first byte never came", async () => {
    const folder = scratchFolder();
    const { client, version } = await hostile([weights], (response) => void response.writeHead(404).end());
    await expect(download(client, { version, folder })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(everythingIn(folder)).toEqual([]);
  });

  it("does not trust the part it finds: damaged ones end as INTEGRITY and are gone", async () => {
    const folder = scratchFolder();
    const file = { path: "weights.bin", bytes: Buffer.from("the weights") };
    leavePart(folder, file, "THE WE");
    const { client, version } = await hostile([file], (response, headers) => {
      expect(headers).toMatchObject({ range: "bytes=6-", "if-range": `"sha256:${sha256(file.bytes)}"` });
      response.writeHead(206, { "content-range": "bytes 6-10/11" }).end("ights");
    });
    await expect(download(client, { version, folder })).rejects.toMatchObject({ code: "INTEGRITY" });
    expect(everythingIn(folder)).toEqual([]);
  });
});

describe("what stands in the target already", () => {
  it("is kept when it is the right thing, and asked for only when it is not there", async () => {
    const folder = scratchFolder();
    const { client, version, asked } = await hostile([weights]);
    expect((await download(client, { version, folder })).files).toMatchObject([{ path: weights.path, isKept: false }]);
    expect(await download(client, { version, folder })).toMatchObject({ wireBytes: 0, files: [{ isKept: true }] });
    expect(asked()).toBe(1);
  });

  it("is never overwritten by other content without force, and nothing else is written then", async () => {
    const folder = scratchFolder();
    writeFileSync(join(folder, "z.bin"), "mine");
    const { client, version } = await hostile([weights, { path: "z.bin", bytes: Buffer.from("theirs") }]);
    await expect(download(client, { version, folder })).rejects.toMatchObject({
      code: "LOCAL_FILE",
      reasons: [{ code: "in_the_way" }],
    });
    expect(everythingIn(folder)).toEqual(["z.bin"]);
    await download(client, { version, folder, force: true });
    expect(readFileSync(join(folder, "z.bin"), "utf8")).toBe("theirs");
  });

  it("is named when it does not belong to the version, and stays", async () => {
    const folder = scratchFolder();
    mkdirSync(join(folder, "model"));
    for (const path of ["model/old.bin", "notes.txt", "chancery.lock.json"]) writeFileSync(join(folder, path), "mine");
    const { client, version } = await hostile([weights]);
    const { foreign } = await download(client, { version, folder, force: true });
    expect(foreign).toEqual({ paths: ["model/old.bin", "notes.txt"], count: 2, isMore: false });
    expect(everythingIn(folder)).toContain("model/old.bin");
  });

  it("is not a folder under the name of a file", async () => {
    const folder = scratchFolder();
    mkdirSync(join(folder, "model/weights.bin"), { recursive: true });
    const { client, version } = await hostile([weights]);
    await expect(download(client, { version, folder, force: true })).rejects.toMatchObject({ code: "LOCAL_FILE" });
  });
});

describe("a download of many files", () => {
  const files = Array.from({ length: 12 }, (_, n) => ({ path: `deep/${n}.bin`, bytes: Buffer.from(`file ${n}`) }));
  const bytesOf = (path: string) => files.find((file) => file.path === path)?.bytes;

  it("has four under way, and asks for the next once one is there", async () => {
    const folder = scratchFolder();
    const waiting: (() => void)[] = [];
    const counts: number[] = [];
    let whole = 0;
    // Answers only when four have asked, or nobody else will.
    const { client, version } = await hostile(files, (response, _headers, path) => {
      waiting.push(() => void response.end(bytesOf(path)));
      if (waiting.length < Math.min(4, files.length - whole)) return;
      counts.push(waiting.length);
      whole += waiting.length;
      for (const answer of waiting.splice(0)) answer();
    });
    const pulled = await download(client, { version, folder });
    expect(counts).toEqual([4, 4, 4]);
    expect(pulled.files.map(({ path }) => path)).toEqual(files.map(({ path }) => path));
    for (const { path, bytes } of files) expect(readFileSync(join(folder, path))).toEqual(bytes);
  });

  it("ends with the first that fails: no other is asked for, and those under way are stopped", async () => {
    const folder = scratchFolder();
    const { client, version, asked } = await hostile(files, (response, _headers, path) => {
      if (path === "deep/1.bin") response.end("of no kind"); // the others are never answered
    });
    await expect(download(client, { version, folder })).rejects.toMatchObject({
      code: "INTEGRITY",
      facts: { path: "deep/1.bin" },
    });
    expect(asked()).toBe(4);
    expect(everythingIn(folder)).toEqual([]);
  });
});

eachRegistry("a download", (open) => {
  it("resumes by Range after the wire is cut and after it was stopped, and ends with the right bytes", async () => {
    const registry = await open();
    const client = await registry.clientOf(await registry.person("Ada", { role: "contributor", team: "speech" }));
    const [source, folder] = [scratchFolder(), scratchFolder()];
    const bytes = randomBytes(40 * MB);
    writeFileSync(join(source, "ä weights #1.bin"), bytes);
    await push(client, { paths: [source], model: "speech/vad" });
    const version = await client.resolve("speech/vad:1");
    const stop = new AbortController();
    const onProgress = ({ doneBytes }: { doneBytes: number }) => {
      if (doneBytes > 30 * MB) stop.abort();
    };
    registry.wire.cutAfterReceived(10 * MB);
    await expect(download(client, { version, folder }, { signal: stop.signal, onProgress })).rejects.toMatchObject({
      code: "CANCELLED",
    });
    expect(everythingIn(folder)).toHaveLength(1);
    const rest = await download(client, { version, folder });
    expect(rest.wireBytes).toBeLessThan(11 * MB);
    expect(everythingIn(folder)).toEqual(["ä weights #1.bin"]);
    expect(sha256(readFileSync(join(folder, "ä weights #1.bin")))).toBe(sha256(bytes));
  });

  it("ends well beside another one into the same folder", async () => {
    const registry = await open();
    const client = await registry.clientOf(await registry.person("Ada", { role: "contributor", team: "speech" }));
    const [source, folder] = [scratchFolder(), scratchFolder()];
    mkdirSync(join(source, "deep"));
    for (const path of ["a.bin", "b.bin", "deep/c.bin"]) writeFileSync(join(source, path), randomBytes(2 * MB));
    await push(client, { paths: [source], model: "speech/vad" });
    const version = await client.resolve("speech/vad:1");
    const both = await Promise.all([download(client, { version, folder }), download(client, { version, folder })]);
    expect(both.map(({ foreign }) => foreign.count)).toEqual([0, 0]);
    expect(everythingIn(folder)).toEqual(["a.bin", "b.bin", "deep", "deep/c.bin"]);
  });

  it("brings back what was pushed under a long name, and under either Unicode form", async () => {
    const registry = await open();
    const client = await registry.clientOf(await registry.person("Ada", { role: "contributor", team: "speech" }));
    const [source, folder] = [scratchFolder(), scratchFolder()];
    const names = ["cafe\u0301.bin", "na\u00efve.bin", "x".repeat(250), "\u6a21".repeat(85)];
    for (const name of names) writeFileSync(join(source, name), name);
    await push(client, { paths: [source], model: "speech/vad" });
    await download(client, { version: await client.resolve("speech/vad:1"), folder });
    expect(everythingIn(folder)).toEqual([...names].sort());
    const composed = await client.http.send(
      filePath((await client.resolve("speech/vad:1")).versionId, "caf\u00e9.bin"),
    );
    expect(await composed.text()).toBe("cafe\u0301.bin");
  });

  it("brings files whose names begin with two dots where they stood", async () => {
    const registry = await open();
    const client = await registry.clientOf(await registry.person("Ada", { role: "contributor", team: "speech" }));
    const [source, folder] = [scratchFolder(), scratchFolder()];
    mkdirSync(join(source, "..data"));
    for (const path of ["..weights.bin", "...", "..data/labels.txt"]) writeFileSync(join(source, path), path);
    await push(client, { paths: [source], model: "speech/vad" });
    await download(client, { version: await client.resolve("speech/vad:1"), folder });
    expect(everythingIn(folder)).toEqual(everythingIn(source));
  });

  it("says that an external version has no files", async () => {
    const registry = await open();
    const client = await registry.clientOf(await registry.person("Ada", { role: "contributor", team: "speech" }));
    const descriptor = { supplier: "Acme", product: "Ears", version: "3", endpoint: "https://ears.test" };
    await push(client, { descriptor, model: "speech/vendor" });
    const asked = download(client, { version: await client.resolve("speech/vendor:1"), folder: scratchFolder() });
    await expect(asked).rejects.toMatchObject({ code: "LOCAL_FILE", reasons: [{ code: "no_files" }] });
  });
});
