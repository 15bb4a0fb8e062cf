// Files from a browser, sent by UploadThing's own client to our own ingest: what arrives.
import { randomBytes } from "node:crypto";
import { eachEngine, type World } from "@chancery/services/testing";
import { afterEach, expect, it, vi } from "vitest";
import {
  ask,
  addressFor,
  put,
  cutPut,
  formOf,
  rangeStartOf,
  shaOf,
  draftOf,
  filesOf,
  fileOf,
} from "./testing/ingest-requests.ts";
import { serveWire as serveWireOf, type Wire } from "./testing/serve-wire.ts";
import { uploadThingAs } from "./testing/uploadthing-client.ts";

vi.setConfig({ testTimeout: 60_000 }); // each has a registry of its own, and a machine may be busy
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});
const serveWire = async (open: () => Promise<World>) => serveWireOf(await open(), closers);

/** As many as fit; CHANCERY_RACES=40 asks for all. */
const races = Number(process.env["CHANCERY_RACES"] ?? 3);

eachEngine("a browser's file", (open) => {
  it("is in the draft once UploadThing's client is done, with its digest", async () => {
    const wire = await serveWire(open);
    const versionId = await draftOf(wire);
    const sizes = [0, 1, 1024, 3_000_001];
    const contents = sizes.map((size) => randomBytes(size));
    const files = contents.map((bytes, n) => ({ path: `a/${n}.bin`, sizeBytes: bytes.length, sha256: shaOf(bytes) }));
    const input = files.map(({ path, sha256 }) => ({ versionId, path, sha256 }));
    const sent = await uploadThingAs(wire, wire.ada).send(
      contents.map((bytes) => fileOf(bytes)),
      input,
    );
    expect(sent).toMatchObject(files.map((file) => ({ fileHash: `sha256:${file.sha256}`, serverData: file })));
    expect(await filesOf(wire, versionId)).toEqual(files);
  });

  it("needs no digest beforehand: the server answers the one it has, and who sent the file finds it again", async () => {
    const wire = await serveWire(open);
    const versionId = await draftOf(wire);
    const bytes = randomBytes(70_000);
    const input = { versionId, path: "late.bin", fingerprint: "ab".repeat(32) };
    const client = uploadThingAs(wire, wire.ada);
    const [sent] = await client.send([fileOf(bytes)], [input]);
    expect(sent).toMatchObject({ serverData: { sha256: shaOf(bytes) } });
    const [again] = await client.send([fileOf(bytes)], [input]);
    expect(again).toMatchObject({ serverData: sent!.serverData as unknown });
    expect(client.seen.at(-1)).toMatchObject({ range: "bytes=70000-" });
    expect(await filesOf(wire, versionId)).toEqual([{ path: "late.bin", sizeBytes: 70_000, sha256: shaOf(bytes) }]);
  });

  it("goes on where it stood after a pause, and no byte that is here is sent again", async () => {
    const wire = await serveWire(open);
    const versionId = await draftOf(wire);
    const bytes = Buffer.concat([randomBytes(1_000_000), Buffer.alloc(30_000_000, 7)]);
    const client = uploadThingAs(wire, wire.ada);
    const file = fileOf(bytes);
    const got: { some?: () => void } = {};
    const some = new Promise<void>((resolve) => (got.some = resolve));
    const upload = await client.createUpload(
      [file],
      [{ versionId, path: "big", sha256: shaOf(bytes) }],
      ({ loaded }) => {
        if (loaded > 2_000_000) got.some?.();
      },
    );
    await some;
    upload.pauseUpload(file);
    upload.resumeUpload(file);
    expect(await upload.done(file)).toMatchObject({ serverData: { sha256: shaOf(bytes) } });
    const ranges = client.seen.flatMap(({ range }) => range ?? []);
    expect(ranges[0]).toBe("bytes=0-");
    expect(Number(/\d+/.exec(ranges[1]!)?.[0])).toBeGreaterThan(0);
  });

  it("goes on under a new address where a cut connection left it", async () => {
    const wire = await serveWire(open);
    const bytes = randomBytes(400_000);
    const { versionId, address } = await addressFor(wire, bytes);
    await cutPut(wire, address.url, { bytes, send: 300_000 });
    await expect.poll(() => rangeStartOf(wire, address.url)).toBeGreaterThan(0);
    const again = await ask(wire, [
      { sizeBytes: bytes.length, input: { versionId, path: "model.onnx", sha256: shaOf(bytes) } },
    ]);
    const [next] = again.addresses;
    expect([next!.customId, next!.url === address.url]).toEqual([address.customId, false]);
    const from = await rangeStartOf(wire, next!.url);
    expect((await put(wire, { url: next!.url, from, body: formOf(bytes.subarray(from)) })).status).toBe(200);
    expect(await filesOf(wire, versionId)).toMatchObject([{ sha256: shaOf(bytes) }]);
  });

  it("is answered the same when it is sent again after it arrived", async () => {
    const wire = await serveWire(open);
    const bytes = randomBytes(1000);
    const { versionId, address } = await addressFor(wire, bytes);
    const first = await put(wire, { url: address.url, body: formOf(bytes) });
    const other = await put(wire, { url: address.url, body: formOf(randomBytes(1000)) });
    expect([other.status, other.body]).toEqual([200, first.body]);
    expect(await rangeStartOf(wire, address.url)).toBe(1000);
    expect(await filesOf(wire, versionId)).toMatchObject([{ sha256: shaOf(bytes) }]);
  });

  it("takes every name a file may have, and refuses any other alone, while the rest of its batch goes on", async () => {
    const wire = await serveWire(open);
    const versionId = await draftOf(wire);
    const bytes = Buffer.from("x");
    const good = ["%25&=?#.bin", "模型/权重.bin", "a b/c'd\".bin", `${"n".repeat(251)}.bin`, "é", "e\u0301x"];
    const bad = ["../up", "/root", "a//b", "nul\u0000", "lone\ud800", "n".repeat(300), "C:/x", "back\\slash", ""];
    const paths = good
      .flatMap((name, n) => (bad[n] === undefined ? [name] : [name, bad[n]]))
      .concat(bad.slice(good.length));
    const { status, addresses } = await ask(
      wire,
      paths.map((path) => ({ sizeBytes: 1, input: { versionId, path, sha256: shaOf(bytes) } })),
    );
    expect(status).toBe(200);
    const refused = paths.filter((_path, n) => addresses[n]?.refusal);
    expect(refused.sort()).toEqual(bad.sort());
    expect(addresses.flatMap(({ refusal }) => refusal?.code ?? [])).toEqual(bad.map(() => "INVALID_INPUT"));
    for (const { url, refusal } of addresses)
      if (!refusal) expect((await put(wire, { url, body: formOf(bytes) })).status).toBe(200);
    expect((await filesOf(wire, versionId)).map(({ path }) => path).sort()).toEqual([...good].sort());
  });

  it("of other bytes than it was said to have leaves no trace in the draft, and says why", async () => {
    const wire = await serveWire(open);
    const { versionId, address } = await addressFor(wire, randomBytes(100));
    const answer = await put(wire, { url: address.url, body: formOf(randomBytes(100)) });
    expect([answer.status, answer.reason]).toEqual([400, "digest_mismatch"]);
    expect(await filesOf(wire, versionId)).toEqual([]);
  });

  it("arrives whole where three tabs race for it and are cut at will", { timeout: 300_000 }, async () => {
    const wire = await serveWire(open);
    for (let seed = 1; seed <= races; seed++) await race(wire, seed);
  });

  async function race(wire: Wire, seed: number): Promise<void> {
    const random = randomFrom(seed);
    const bytes = randomBytes(200_000 + Math.floor(random() * 400_000));
    const { versionId, address } = await addressFor(wire, bytes);
    const finishes: unknown[] = [];
    const racer = async () => {
      for (let tries = 0; tries < 200; tries++) {
        const from = await rangeStartOf(wire, address.url);
        const missing = bytes.length - from;
        if (random() < 0.5 && missing > 0) {
          await cutPut(wire, address.url, { bytes, from, send: Math.floor(random() * missing) });
          continue;
        }
        const { status, body, reason } = await put(wire, {
          url: address.url,
          from,
          body: formOf(bytes.subarray(from)),
        }).catch(() => cutOff);
        if (status === 200) return void finishes.push(body);
        if (status !== 0)
          expect([status, reason]).toEqual([
            409,
            expect.stringMatching(/^(upload_busy|offset_mismatch|upload_incomplete)$/),
          ]);
        await new Promise((resolve) => setTimeout(resolve, 5 + random() * 20));
      }
    };
    await Promise.all([racer(), racer(), racer()]);
    expect(finishes).toHaveLength(3);
    expect(new Set(finishes.map((body) => JSON.stringify(body))).size).toBe(1);
    expect(await filesOf(wire, versionId)).toMatchObject([{ sizeBytes: bytes.length, sha256: shaOf(bytes) }]);
  }
});

const cutOff = { status: 0, reason: undefined, body: undefined };
/** The same numbers for a seed. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
