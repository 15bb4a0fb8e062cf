import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createClient } from "./client.ts";
import { answer, serve } from "./testing/serve.ts";

const sha256 = (bytes: string | Buffer) => createHash("sha256").update(bytes).digest("hex");
const promised = Buffer.from("the weights");
const file = { path: "dir/a b#.bin", sizeBytes: promised.length, sha256: sha256(promised) };
const serving = (bytes: Buffer) => serve((_request, response) => void response.end(bytes));
const read = async (url: string) => {
  const stream = await createClient({ url }).openFile({ versionId: "v1" }, file);
  return Buffer.from(await new Response(stream).arrayBuffer()).toString();
};

describe("openFile", () => {
  it("streams the bytes the manifest names, from a path that is encoded", async () => {
    let path: string | undefined;
    const url = await serve((request, response) => void ((path = request.url), response.end(promised)));
    expect(await read(url)).toBe("the weights");
    expect(path).toBe("/api/v1/versions/v1/files/dir/a%20b%23.bin");
  });

  it.each([
    ["other bytes of the same length", Buffer.from("The weights"), "INTEGRITY"],
    ["more bytes", Buffer.from("the weights and more"), "INTEGRITY"],
    ["fewer bytes", Buffer.from("the"), "NETWORK"],
  ])("fails instead of ending on %s", async (_name, bytes, code) => {
    await expect(read(await serving(bytes))).rejects.toMatchObject({ code });
  });
});

it("says NETWORK, as everywhere, when the connection is cut on the way", async () => {
  const url = await serve((_request, response) => {
    response.writeHead(200, { "content-length": String(promised.length) });
    response.write("the");
    setTimeout(() => response.destroy(), 20);
  });
  await expect(read(url)).rejects.toMatchObject({ code: "NETWORK", retryable: true });
});

describe("manifest", () => {
  const text = '{"environment":{},"files":[],"kind":"files","params":{},"signature":null}';

  it("is read once its bytes fit the digest", async () => {
    const url = await serving(Buffer.from(text));
    const manifest = await createClient({ url }).manifest({ versionId: "v1", manifestDigest: sha256(text) });
    expect(manifest).toMatchObject({ versionId: "v1", kind: "files", files: [], descriptor: null });
  });

  it("refuses another one", async () => {
    const url = await serving(Buffer.from(text.replace("[]", '[{"path":"x"}]')));
    const asked = createClient({ url }).manifest({ versionId: "v1", manifestDigest: sha256(text) });
    await expect(asked).rejects.toMatchObject({ code: "INTEGRITY", reasons: [{ code: "digest_mismatch" }] });
  });

  it("takes the digest the server names when it is given an id alone", async () => {
    const url = await serve((request, response) =>
      request.url?.startsWith("/api/trpc/versions.get")
        ? answer(response, 200, { result: { data: { manifestDigest: sha256(text) } } })
        : void response.end(text),
    );
    expect((await createClient({ url }).manifest("v1")).manifestDigest).toBe(sha256(text));
  });
});
