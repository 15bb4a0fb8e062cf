// A push of many small files: in a few requests, each content once, and whole or not at all.
import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createClient, type Client } from "../index.ts";
import { eachRegistry, type Registry } from "../testing/registry.ts";
import { scratchFolder } from "../testing/scratch.ts";
import { push } from "./push.ts";

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const kB = 1024;

async function openScene(open: () => Promise<Registry>) {
  const registry = await open();
  const ada = await registry.person("Ada", { role: "contributor", team: "speech" });
  const folder = scratchFolder();
  const asked: string[] = [];
  let before: (path: string) => Response | undefined = () => undefined;
  const client: Client = createClient({
    url: registry.url,
    token: await registry.tokenOf(ada),
    fetch: (url, init) => {
      const path = new URL(url).pathname;
      asked.push(`${init.method ?? "GET"} ${path}`);
      const answer = before(path);
      return answer ? Promise.resolve(answer) : fetch(url, init);
    },
  });
  return {
    ...{ registry, client, folder, asked },
    onAsked: (answer: typeof before) => void (before = answer),
    write(path: string, bytes: Uint8Array) {
      mkdirSync(join(folder, path, ".."), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    },
    send: (path = "model") => push(client, { paths: [join(folder, path)], model: "speech/vad" }),
  };
}

const unknownRoute = () =>
  new Response(
    JSON.stringify({ code: "NOT_FOUND", message: "nothing", reasons: [{ code: "route_unknown", message: "nothing" }] }),
    { status: 404, headers: { "content-type": "application/json" } },
  );

eachRegistry("push of many small files", (open) => {
  it("takes at most 12 requests for 2,000 files, beside which a large one goes by itself", async () => {
    const { client, write, send, asked } = await openScene(open);
    await client.api.models.create.mutate({ team: "speech", name: "vad" });
    asked.length = 0;
    for (let n = 0; n < 2000; n++) write(`model/part-${n % 7}/${n}.bin`, Buffer.from(`file ${n}`));
    const result = await send();
    expect(asked.length).toBeLessThanOrEqual(12);
    expect(result.files).toHaveLength(2000);
    expect(result.files.every(({ isReused }) => !isReused)).toBe(true);
    const manifest = await client.manifest(result.versionId);
    expect(manifest.files.find(({ path }) => path === "part-4/1999.bin")?.sha256).toBe(
      sha256(Buffer.from("file 1999")),
    );
    write("other/large.bin", randomBytes(300 * kB));
    write("other/a.txt", Buffer.from("a"));
    write("other/b.txt", Buffer.from("b"));
    asked.length = 0;
    await send("other");
    expect(asked).toContain("POST /api/v1/batches");
    expect(asked).toContain("POST /api/v1/uploads");
  });

  it("sends a content that many files have once, and none that the caller may read already", async () => {
    const { write, send } = await openScene(open);
    const content = randomBytes(10 * kB);
    for (let n = 0; n < 20; n++) write(`model/${n}.bin`, content);
    expect(await send()).toMatchObject({ wireBytes: 10 * kB, sizeBytes: 200 * kB });
    write("model/new.bin", Buffer.from("new"));
    const again = await send();
    expect(again.wireBytes).toBe(3);
    expect(again.files.filter(({ isReused }) => !isReused).map(({ path }) => path)).toEqual(["new.bin"]);
  });

  it("goes on in the middle of a batch when the wire is cut", async () => {
    const { registry, write, send } = await openScene(open);
    for (let n = 0; n < 150; n++) write(`model/${n}.bin`, randomBytes(200 * kB));
    registry.wire.cutAfterSent(20_000 * kB);
    const result = await send();
    expect(result.files).toHaveLength(150);
    expect(result.wireBytes).toBeGreaterThan(30_000 * kB);
    expect(result.wireBytes).toBeLessThan(45_000 * kB); // begun anew it would have been 50,000 kB
  });

  it("sends files one by one to a server of before, which knows no batches", async () => {
    const { write, send, asked, onAsked } = await openScene(open);
    for (let n = 0; n < 6; n++) write(`model/${n}.bin`, Buffer.from(`file ${n}`));
    onAsked((path) => (path === "/api/v1/batches" ? unknownRoute() : undefined));
    expect((await send()).files).toHaveLength(6);
    expect(asked.filter((one) => one === "POST /api/v1/uploads")).toHaveLength(6);
  });

  it("refuses a file that changes between its hashing and its sending, and adds none of the batch", async () => {
    const { client, write, send, onAsked } = await openScene(open);
    for (let n = 0; n < 5; n++) write(`model/${n}.bin`, Buffer.from(`file ${n}`));
    onAsked((path) => {
      if (path === "/api/v1/batches") write("model/3.bin", Buffer.from("other"));
      return undefined;
    });
    await expect(send()).rejects.toMatchObject({ code: "LOCAL_FILE", reasons: [{ code: "file_changed" }] });
    const { items } = await client.api.versions.list.query({ model: "speech/vad" });
    expect(items).toMatchObject([{ state: "draft", sizeBytes: 0 }]);
  });
});
