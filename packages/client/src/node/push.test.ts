import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { giveGrant } from "@chancery/services";
import { expect, it } from "vitest";
import { createClient } from "../index.ts";
import { eachRegistry, type Registry } from "../testing/registry.ts";
import { scratchFolder } from "../testing/scratch.ts";
import { serve } from "../testing/serve.ts";
import { folderMemory } from "./push-memory.ts";
import { push } from "./push.ts";
import { chunkBytes } from "./send-bytes.ts";

const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
const MB = 1024 * 1024;

async function openScene(open: () => Promise<Registry>) {
  const registry = await open();
  const ada = await registry.person("Ada", { role: "contributor", team: "speech" });
  return { registry, ada, client: await registry.clientOf(ada), folder: scratchFolder() };
}
const write = (folder: string, path: string, bytes: Buffer) => {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), bytes);
  return join(folder, path);
};

eachRegistry("push", (open) => {
  it("registers the model, uploads a folder, records evidence, seals, and answers the digest of what it sent", async () => {
    const { client, folder } = await openScene(open);
    const weights = randomBytes(100_000);
    write(folder, "model/weights.bin", weights);
    write(folder, "model/config/labels.txt", Buffer.from("yes\nno\n"));
    write(folder, "model/empty", Buffer.alloc(0));
    const result = await push(client, {
      paths: [join(folder, "model")],
      model: "speech/vad",
      label: "1.0.0",
      params: { epochs: "40" },
      tags: { task: "vad" },
      card: "# VAD\n",
      evaluations: [
        {
          phase: "training",
          metrics: [{ name: "auc", value: "0.93", direction: "higher" }],
          dataset: { name: "calls", sha256: "a".repeat(64) },
        },
      ],
      lineage: [{ kind: "built_from", repository: "vad", commit: "b".repeat(40), isDirty: true }],
    });
    expect(result).toMatchObject({ number: 1, isResumed: false, sizeBytes: 100_007, wireBytes: 100_007 });
    expect(result.files.map(({ path, isReused }) => [path, isReused])).toEqual([
      ["config/labels.txt", false],
      ["empty", false],
      ["weights.bin", false],
    ]);
    const version = await client.api.versions.get.query({ ref: "speech/vad:1" });
    expect(version).toMatchObject({ state: "sealed", label: "1.0.0", params: { epochs: "40" }, tags: { task: "vad" } });
    expect(version.card.body).toBe("# VAD\n");
    expect(version.evaluations).toHaveLength(1);
    expect(version.lineage.map(({ kind }) => kind).sort()).toEqual(["built_from", "evaluated_on"]);
    const manifest = await client.manifest(await client.resolve("speech/vad:1"));
    expect(manifest.manifestDigest).toBe(result.manifestDigest);
    expect(manifest.files.find(({ path }) => path === "weights.bin")?.sha256).toBe(sha256(weights));
  });

  it("goes on where the server stopped when the wire is cut, and sends at most a chunk twice", async () => {
    const { client, folder, registry } = await openScene(open);
    const bytes = randomBytes(96 * MB);
    const path = write(folder, "weights.bin", bytes);
    registry.wire.cutAfterSent(80 * MB);
    const result = await push(client, { paths: [path], model: "speech/vad" });
    expect(result.files[0]?.sha256).toBe(sha256(bytes));
    // Starting over would have cost 80 MB more.
    expect(registry.wire.sentBytes()).toBeLessThan(96 * MB + chunkBytes);
    expect(result.wireBytes).toBeLessThan(96 * MB + chunkBytes);
    expect(result.wireBytes).toBeGreaterThan(96 * MB);
  });

  it("continues the same draft when it is made again after it was stopped", async () => {
    const { client, folder, registry } = await openScene(open);
    const path = write(folder, "weights.bin", randomBytes(40 * MB));
    const memory = folderMemory(join(folder, "memory"));
    const stop = new AbortController();
    const request = { paths: [path], model: "speech/vad", params: { seed: "7" } };
    const onProgress = ({ phase, doneBytes }: { phase: string; doneBytes: number }) => {
      if (phase === "upload" && doneBytes > 30 * MB) stop.abort();
    };
    await expect(push(client, request, { memory, signal: stop.signal, onProgress })).rejects.toMatchObject({
      code: "CANCELLED",
    });
    const before = registry.wire.sentBytes();
    const result = await push(client, request, { memory });
    expect(result).toMatchObject({ number: 1, isResumed: true });
    expect(result.wireBytes).toBeLessThan(30 * MB);
    expect(registry.wire.sentBytes() - before).toBeLessThan(30 * MB);
    expect((await client.api.versions.list.query({ model: "speech/vad" })).items).toHaveLength(1);
    expect(await push(client, request, { memory })).toMatchObject({ number: 2, isResumed: false });
  });

  it("sends no byte the server has already, where the caller may read a version with it", async () => {
    const { client, folder, registry } = await openScene(open);
    const path = write(folder, "weights.bin", randomBytes(2 * MB));
    await push(client, { paths: [path], model: "speech/vad" });
    const before = registry.wire.sentBytes();
    const again = await push(client, { paths: [path], model: "speech/other" });
    expect(again).toMatchObject({ wireBytes: 0, files: [{ isReused: true }] });
    expect(registry.wire.sentBytes() - before).toBeLessThan(MB / 10);
    const stranger = await registry.person("Olaf", { role: "contributor", team: "vision" });
    await client.api.models.create.mutate({ team: "speech", name: "secret", visibility: "team" });
    const secret = write(folder, "secret.bin", randomBytes(2 * MB));
    await push(client, { paths: [secret], model: "speech/secret" });
    const theirs = await push(await registry.clientOf(stranger), { paths: [secret], model: "vision/copy" });
    expect(theirs.wireBytes).toBe(2 * MB);
  });

  it("records evidence once, however often a push is made again", async () => {
    const { registry, ada, client, folder } = await openScene(open);
    const path = write(folder, "weights.bin", randomBytes(1000));
    const memory = folderMemory(join(folder, "memory"));
    const evaluations = [
      { phase: "training" as const, metrics: [{ name: "auc", value: "0.9", direction: "higher" as const }] },
    ];
    const stop = new AbortController();
    const stopping = createClient({
      url: registry.url,
      token: await registry.tokenOf(ada),
      fetch: (url, init) => {
        if (url.endsWith("/versions.seal")) stop.abort();
        return fetch(url, init);
      },
    });
    const request = { paths: [path], model: "speech/vad", evaluations };
    await expect(push(stopping, request, { memory, signal: stop.signal })).rejects.toMatchObject({ code: "CANCELLED" });
    expect(await push(client, request, { memory })).toMatchObject({ isResumed: true });
    expect((await client.api.versions.get.query({ ref: "speech/vad:1" })).evaluations).toHaveLength(1);
  });

  it("seals the descriptor of a model that is elsewhere", async () => {
    const { client } = await openScene(open);
    const descriptor = { supplier: "Acme", product: " Ears ", version: "3", endpoint: "https://ears.test/v3" };
    const result = await push(client, { descriptor, model: "speech/vendor" });
    expect(result).toMatchObject({ number: 1, files: [], wireBytes: 0 });
    const manifest = await client.manifest(result.versionId);
    expect(manifest).toMatchObject({ kind: "external", descriptor: { ...descriptor, product: "Ears" }, files: [] });
  });

  it("seals nothing else than it sent, and names the files of the draft that are others", async () => {
    const { registry, ada, client: other, folder } = await openScene(open);
    const sent = write(folder, "weights.bin", randomBytes(100));
    const added = write(folder, "evil.bin", randomBytes(100));
    const client = createClient({
      url: registry.url,
      token: await registry.tokenOf(ada),
      async fetch(url, init) {
        if (url.includes("versions.seal")) await push(other, { paths: [added], model: "speech/vad:1" });
        return fetch(url, init);
      },
    });
    const refused = await push(client, { paths: [sent], model: "speech/vad" }).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: "CONFLICT",
      reasons: [{ code: "draft_differs" }],
      message: expect.stringContaining("it differs in evil.bin. Nothing was sealed.") as string,
    });
    expect((await other.api.versions.get.query({ ref: "speech/vad:1" })).state).toBe("draft");
  });

  it("expects the seal of a signature as the server writes it: trimmed and composed", async () => {
    const { client, folder } = await openScene(open);
    const path = write(folder, "weights.bin", randomBytes(10));
    const signature = { inputs: [{ name: " cafe\u0301 ", type: "float32", shape: [1, "time"] }], outputs: [] };
    const { versionId } = await push(client, { paths: [path], model: "speech/vad", signature });
    expect((await client.manifest(versionId)).signature?.inputs[0]?.name).toBe("caf\u00e9");
  });

  it("leaves a draft unsealed when asked to", async () => {
    const { client, folder } = await openScene(open);
    const path = write(folder, "weights.bin", randomBytes(10));
    expect(await push(client, { paths: [path], model: "speech/vad", isDraft: true })).toMatchObject({
      manifestDigest: null,
    });
    await expect(client.resolve("speech/vad:1")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("says why a model cannot be registered, and makes nothing", async () => {
    const { client, folder } = await openScene(open);
    const path = write(folder, "weights.bin", randomBytes(10));
    await expect(push(client, { paths: [path], model: "nobody/vad" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("makes no model of a bare name, and says what to write; one of the default team may be named so", async () => {
    const { registry, ada, client, folder } = await openScene(open);
    const paths = [write(folder, "w.bin", Buffer.from("1"))];
    await expect(push(client, { paths, model: "vad" })).rejects.toMatchObject({ code: "INVALID_INPUT" });
    const root = await registry.person("Root", { role: "admin" });
    const { id: scopeId } = await registry.team("speech");
    const grant = { actorId: ada.id, role: "viewer", scope: "team", scopeId };
    await giveGrant(registry.house, registry.call(root), grant);
    await expect(push(client, { paths, model: "vad" })).rejects.toMatchObject({
      code: "NOT_FOUND",
      message: "there is no model vad in your default team: write speech/vad to register it there",
    });
    expect((await client.api.models.list.query({})).items).toEqual([]);
    await push(client, { paths, model: "speech/vad" });
    expect(await push(client, { paths, model: "vad", params: { again: "1" } })).toMatchObject({ number: 2 });
  });

  it("succeeds twice when two push the first version of a model at once", async () => {
    const { client, folder } = await openScene(open);
    const pushes = ["one", "two", "three"].map((name) =>
      push(client, { paths: [write(folder, `${name}.bin`, Buffer.from(name))], model: "speech/vad" }),
    );
    const numbers = (await Promise.all(pushes)).map(({ number }) => number);
    expect(numbers.sort()).toEqual([1, 2, 3]);
  });

  it("sends smaller pieces after a proxy's 413, for the rest of the push, and says when none is small enough", async () => {
    const { registry, ada, folder } = await openScene(open);
    const { url, refused, limitTo } = await narrowProxy(registry.url);
    const client = createClient({ url, token: await registry.tokenOf(ada) });
    for (let n = 0; n < 8; n++) write(folder, `model/${n}.bin`, randomBytes(3 * MB));
    limitTo(MB);
    const sent = await push(client, { paths: [join(folder, "model")], model: "speech/vad" });
    expect(sent.files).toHaveLength(8);
    expect(refused()).toBeLessThanOrEqual(8); // four are under way and may each be refused 3 MB and 1.5 MB
    limitTo(1000);
    const paths = [write(folder, "c.bin", randomBytes(MB))];
    await expect(push(client, { paths, model: "speech/vad" })).rejects.toMatchObject({
      code: "LIMIT_EXCEEDED",
      reasons: [{ code: "proxy_limit" }],
    });
  });

  it("goes on when it cannot be remembered, and warns of names that Windows cannot hold", async () => {
    const { client, folder } = await openScene(open);
    const warnings: string[] = [];
    const memory = folderMemory(join(write(folder, "file", Buffer.from("x")), "below"));
    const paths = [write(folder, "model/aux.onnx", Buffer.from("1")), write(folder, "model/b", Buffer.from("2"))];
    const onWarning = (message: string) => warnings.push(message);
    expect(await push(client, { paths, model: "speech/vad" }, { memory, onWarning })).toMatchObject({ number: 1 });
    expect(warnings).toEqual([
      "aux.onnx cannot be pulled on Windows: Windows reserves this name for a device",
      expect.stringContaining("this push cannot be remembered"),
    ]);
  });
});

/** A proxy with a limit on bodies, as nginx has one. */
async function narrowProxy(target: string) {
  const state = { limit: Infinity, refused: 0 };
  const { host } = new URL(target);
  const url = await serve((incoming, outgoing) => {
    if (Number(incoming.headers["content-length"] ?? 0) > state.limit) {
      state.refused += 1;
      incoming.resume();
      return void outgoing.writeHead(413, { "content-type": "text/html" }).end("<html>413</html>");
    }
    const onward = request(
      target + (incoming.url ?? "/"),
      { method: incoming.method, headers: { ...incoming.headers, host } },
      (answer) => answer.pipe(outgoing.writeHead(answer.statusCode ?? 502, answer.headers)),
    );
    onward.on("error", () => outgoing.destroy());
    incoming.pipe(onward);
  });
  return { url, refused: () => state.refused, limitTo: (bytes: number) => void (state.limit = bytes) };
}
