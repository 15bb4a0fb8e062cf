// The signed addresses of uploads: who gets one, and to whom it opens what.
import { randomBytes } from "node:crypto";
import { eachEngine, type World } from "@chancery/services/testing";
import { afterEach, expect, it, vi } from "vitest";
import { addressFor, put, formOf, rangeStartOf, shaOf, draftOf, filesOf } from "./testing/ingest-requests.ts";
import { serveWire as serveWireOf, type Wire } from "./testing/serve-wire.ts";

vi.setConfig({ testTimeout: 60_000 }); // each has a registry of its own, and a machine may be busy
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});
const serveWire = async (open: () => Promise<World>) => serveWireOf(await open(), closers);

eachEngine("an address of an upload", (open) => {
  const changed: readonly (readonly [what: string, change: (url: string) => string, status: number, reason: string])[] =
    [
      ["of another size", (url) => url.replace("x-ut-file-size=10", "x-ut-file-size=11"), 403, "upload_address_forged"],
      ["of a later end", (url) => url.replace(/expires=\d/, "expires=9"), 403, "upload_address_forged"],
      ["of another upload", (url) => url.replace(/custom-id=....../, "custom-id=ffffff"), 403, "upload_address_forged"],
      ["under another key", (url) => url.replace(/ingest\/../, "ingest/zz"), 403, "upload_address_forged"],
      ["with a parameter more", (url) => `${url}&x=1`, 403, "upload_address_forged"],
      ["with its size twice", (url) => `${url}&x-ut-file-size=10`, 400, "parameter_repeated"],
      ["without its signature", (url) => url.replace(/&signature=.*/, ""), 403, "upload_address_forged"],
      ["with an empty signature", (url) => url.replace(/signature=.*/, "signature="), 403, "upload_address_forged"],
      ["with nothing", (url) => url.replace(/\?.*/, ""), 403, "upload_address_forged"],
      ["with a key too short", (url) => url.replace(/ingest\/[^?]*/, "ingest/abc"), 400, "upload_key_malformed"],
      [
        "with a key that climbs",
        (url) => url.replace(/ingest\/[^?]*/, "ingest/..%2f..%2fetc%2fpasswd"),
        400,
        "upload_key_malformed",
      ],
      [
        "with a key of 10 kB",
        (url) => url.replace(/ingest\/[^?]*/, `ingest/${"k".repeat(10_000)}`),
        400,
        "upload_key_malformed",
      ],
    ];
  it("that was changed opens nothing", async () => {
    const wire = await serveWire(open);
    const bytes = randomBytes(10);
    const { versionId, address } = await addressFor(wire, bytes);
    for (const [what, change, status, reason] of changed) {
      const url = change(address.url);
      expect([what, url]).not.toEqual([what, address.url]);
      const answer = await put(wire, { url, body: formOf(bytes) });
      expect([what, answer.status, answer.reason]).toEqual([what, status, reason]);
      expect([what, (await put(wire, { url, method: "HEAD", body: bytes })).status]).toEqual([what, status]);
    }
    expect(await filesOf(wire, versionId)).toEqual([]);
    expect(await rangeStartOf(wire, address.url)).toBe(0);
  });

  it("opens nothing to anybody else, signed in or not, nor after a day", async () => {
    const wire = await serveWire(open);
    const bytes = randomBytes(10);
    const { address } = await addressFor(wire, bytes);
    const max = await wire.world.person("Max", { role: "maintainer", team: "speech" });
    const foreign = await put(wire, { url: address.url, by: max, body: formOf(bytes) });
    expect([foreign.status, foreign.reason]).toEqual([404, "not_found"]);
    const nobody = await put(wire, { url: address.url, body: formOf(bytes), headers: { cookie: undefined } });
    expect(nobody.status).toBe(401);
    wire.world.clock.advance(Date.now() - wire.world.clock.now().getTime() + 25 * 3_600_000);
    const late = await put(wire, { url: address.url, body: formOf(bytes) });
    expect([late.status, late.reason]).toEqual([403, "upload_address_expired"]);
  });

  it("is of no use to a page elsewhere, and neither is asking for one", async () => {
    const wire = await serveWire(open);
    const bytes = randomBytes(10);
    const { versionId, address } = await addressFor(wire, bytes);
    const body = formOf(bytes);
    for (const headers of [
      { origin: "https://evil.example" },
      { origin: "null" },
      { origin: undefined },
      { "sec-fetch-site": "cross-site" },
      { "x-uploadthing-version": undefined },
    ])
      expect([headers, await put(wire, { url: address.url, body, headers })]).toMatchObject([
        headers,
        { status: 403, reason: "origin_foreign" },
      ]);
    const asking = JSON.stringify({ files: [{ size: 1 }], input: [{ versionId, path: "b", sha256: shaOf(bytes) }] });
    const answer = await put(wire, {
      url: "/api/uploadthing?actionType=upload&slug=file",
      method: "POST",
      body: Buffer.from(asking),
      headers: { "content-type": "application/json" },
    });
    expect([answer.status, answer.reason]).toEqual([403, "origin_foreign"]);
  });

  it("is relative, and stands in no line of the log", async () => {
    const wire = await serveWire(open);
    const bytes = randomBytes(10);
    const { address } = await addressFor(wire, bytes);
    await put(wire, { url: address.url, body: formOf(bytes) });
    expect(address.url).toMatch(/^\/api\/ingest\/[A-Za-z0-9]+\?expires=/);
    expect(wire.logged.join("\n")).toContain("/api/ingest/");
    expect(wire.logged.join("\n")).not.toMatch(/signature|expires=|hmac/);
  });
});

eachEngine("asking for addresses", (open) => {
  const post = (wire: Wire, query: string, body: unknown, headers: Record<string, string> = {}) =>
    put(wire, {
      url: `/api/uploadthing?${query}`,
      method: "POST",
      body: Buffer.from(JSON.stringify(body)),
      headers: { "content-type": "application/json", "x-chancery-csrf": "1", ...headers },
    });
  const upload = "actionType=upload&slug=file";

  it("is refused for what is no list of files, for more than a hundred, and for more than a browser can send", async () => {
    const wire = await serveWire(open);
    const input = { versionId: await draftOf(wire), path: "a", sha256: shaOf(Buffer.from("")) };
    const one = { size: 0 };
    for (const body of [
      null,
      {},
      { files: [], input: [] },
      { files: [one], input: [] },
      { files: [one], input: [{ ...input, more: 1 }] },
      { files: [{ size: -1 }], input: [input] },
      { files: [{ size: 2 ** 41 }], input: [input] },
      { files: Array.from({ length: 101 }, () => one), input: Array.from({ length: 101 }, () => input) },
    ])
      expect([body, await post(wire, upload, body)]).toMatchObject([body, { status: 400, reason: "input_malformed" }]);
    expect(
      await post(wire, upload, { files: [one], input: [{ ...input, path: "x".repeat(1_100_000) }] }),
    ).toMatchObject({ status: 413 });
    for (const query of ["actionType=upload&slug=other", "slug=file", "actionType=error&slug=file", ""])
      expect([query, await post(wire, query, { files: [one], input: [input] })]).toMatchObject([
        query,
        { status: 404 },
      ]);
  });

  it("cannot be mistaken for a callback, forged or replayed", async () => {
    const wire = await serveWire(open);
    const { versionId, address } = await addressFor(wire, Buffer.from("0123456789"));
    const body = {
      status: "uploaded",
      metadata: {},
      origin: "http://evil.example",
      file: { customId: address.customId },
    };
    for (const query of ["slug=file", upload]) {
      const answer = await post(wire, query, body, {
        "uploadthing-hook": "callback",
        "x-uploadthing-signature": "hmac-sha256=00",
      });
      expect([400, 404]).toContain(answer.status);
    }
    expect(await filesOf(wire, versionId)).toEqual([]);
  });
});
