// The bodies that a browser sends to the ingest: one part with exactly what is missing, or nothing of it is kept.
import { randomBytes } from "node:crypto";
import { eachEngine, type World } from "@chancery/services/testing";
import { afterEach, expect, it, vi } from "vitest";
import { addressFor, put, formOf, rangeStartOf, shaOf, filesOf, type Put } from "./testing/ingest-requests.ts";
import { serveWire as serveWireOf } from "./testing/serve-wire.ts";
import { partAround } from "./testing/uploadthing-client.ts";

vi.setConfig({ testTimeout: 60_000 }); // each has a registry of its own, and a machine may be busy
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});
const serveWire = async (open: () => Promise<World>) => serveWireOf(await open(), closers);

eachEngine("the body of a browser's file", (open) => {
  const ten = Buffer.from("0123456789");
  const [head, tail] = partAround("blob");
  const forms: readonly (readonly [what: string, sent: Partial<Put>, status: number, reason: string])[] = [
    ["longer than was said", { body: formOf(Buffer.concat([ten, ten])) }, 413, "body_too_long"],
    ["far longer than was said", { body: formOf(randomBytes(100_000)) }, 413, "body_too_long"],
    ["shorter than was said", { body: formOf(ten.subarray(0, 9)) }, 400, "body_too_short"],
    [
      "with two parts",
      { body: Buffer.concat([head, ten, tail.subarray(0, -4), Buffer.from("\r\n"), formOf(ten).subarray(0, -4)]) },
      413,
      "body_too_long",
    ],
    ["with a part of another name", { body: formOf(ten, "files") }, 400, "part_unknown"],
    [
      "without a name",
      { body: Buffer.concat([Buffer.from(head.toString().replace(/Content-Disp[^\r]*\r\n/, "")), ten, tail]) },
      400,
      "part_unknown",
    ],
    [
      "with another boundary",
      { body: Buffer.from(formOf(ten).toString().replaceAll("Chancery0", "Chancery1")) },
      400,
      "multipart_malformed",
    ],
    [
      "with an end that is none",
      { body: Buffer.concat([head, ten, Buffer.from(tail.toString().replace("--\r\n", "xx\r\n"))]) },
      400,
      "multipart_cut",
    ],
    ["that is no form", { body: ten, headers: { "content-type": "application/octet-stream" } }, 415, "media_type"],
    [
      "that does not say its length",
      { body: formOf(ten), headers: { "content-length": undefined, "transfer-encoding": "chunked" } },
      400,
      "length_missing",
    ],
    ["without a range", { body: formOf(ten), headers: { range: undefined } }, 400, "offset_missing"],
    ["for two ranges", { body: formOf(ten), from: "0-4,5" }, 400, "offset_missing"],
    ["beyond the end", { body: formOf(Buffer.alloc(0)), from: 11 }, 416, "range_outside"],
    ["that leaves a gap", { body: formOf(ten.subarray(4)), from: 4 }, 409, "offset_mismatch"],
  ];
  it("that is not one part with exactly the missing bytes is refused by name, and nothing of it is kept", async () => {
    const wire = await serveWire(open);
    for (const [what, sent, status, reason] of forms) {
      const { versionId, address } = await addressFor(wire, ten);
      const answer = await put(wire, { url: address.url, body: ten, ...sent });
      expect([what, answer.status, answer.reason]).toEqual([what, status, reason]);
      expect(answer.body).toMatchObject({ message: expect.any(String) as unknown });
      expect([what, await rangeStartOf(wire, address.url)]).toEqual([what, 0]);
      expect(await filesOf(wire, versionId)).toEqual([]);
    }
    const { versionId, address } = await addressFor(wire, ten);
    expect((await put(wire, { url: address.url, body: formOf(ten) })).status).toBe(200);
    expect(await filesOf(wire, versionId)).toMatchObject([{ sha256: shaOf(ten) }]);
  });

  it("is refused by POST and at UploadThing's own addresses, as whatever is not there", async () => {
    const wire = await serveWire(open);
    const { address } = await addressFor(wire, ten);
    for (const url of [address.url, "/api/ingest/route-metadata", "/api/ingest/callback-result"]) {
      const answer = await put(wire, {
        url,
        method: "POST",
        body: Buffer.from("{}"),
        headers: { "content-type": "application/json", "x-chancery-csrf": "1" },
      });
      expect([url, answer.status]).toEqual([url, 404]);
    }
  });
});
