// What a multipart body yields: the missing bytes of the file whatever pieces they come in, and no byte more.
import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { filePart, formOf, maxHeadBytes } from "./file-part.ts";

const boundary = "----WebKitFormBoundary7MA4YWxk";
const disposition = 'Content-Disposition: form-data; name="file"; filename="blob"';
const multipart = (bytes: Uint8Array, { head = disposition, end = `\r\n--${boundary}--\r\n` } = {}) =>
  Buffer.concat([Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`), bytes, Buffer.from(end)]);

type Sent = { readonly missingBytes: number; readonly piece?: number; readonly lengthBytes?: number };
async function read(body: Buffer, { missingBytes, piece = body.length, lengthBytes = body.length }: Sent) {
  const form = formOf({
    contentType: `multipart/form-data; boundary=${boundary}`,
    contentLength: String(lengthBytes),
    missingBytes,
  });
  const pieces = async function* () {
    for (let at = 0; at < body.length; at += piece) yield await Promise.resolve(body.subarray(at, at + piece));
  };
  const chunks: Uint8Array[] = [];
  const failed = await (async () => {
    for await (const chunk of filePart(pieces(), form)) chunks.push(chunk);
  })().catch((error: unknown) => error);
  return { bytes: Buffer.concat(chunks), failed };
}
const refused = (code: string) => expect.objectContaining({ reasons: [expect.objectContaining({ code })] }) as unknown;

it.each([1, 2, 3, 5, 7, 50, 64, 1000, 5000])("in pieces of %i bytes is the file, byte for byte", async (piece) => {
  for (const size of [0, 1, 63, 64, 65, 2000]) {
    const bytes = randomBytes(size);
    for (const end of [`\r\n--${boundary}--\r\n`, `\r\n--${boundary}--`])
      expect(await read(multipart(bytes, { end }), { missingBytes: size, piece })).toEqual({
        bytes,
        failed: undefined,
      });
  }
});

it("that holds its own boundary within the file is still the file", async () => {
  const bytes = Buffer.from(`a\r\n--${boundary}--\r\nb\r\n\r\n--${boundary}\r\n`);
  expect((await read(multipart(bytes), { missingBytes: bytes.length, piece: 3 })).bytes).toEqual(bytes);
});

it("is never complete when its end is missing or another, and yields nothing that did not come", async () => {
  const bytes = randomBytes(1000);
  const whole = multipart(bytes);
  const bent = Buffer.concat([whole.subarray(0, -4), Buffer.from("XX\r\n")]);
  for (const piece of [1, 10, 100, 5000]) {
    for (const body of [bent, ...[1, 3, 40, 500, 1000].map((less) => whole.subarray(0, whole.length - less))]) {
      const got = await read(body, { missingBytes: 1000, piece, lengthBytes: whole.length });
      expect(got.failed).toEqual(refused("multipart_cut"));
      expect(got.bytes.length).toBeLessThan(1000);
      expect(bytes.subarray(0, got.bytes.length).equals(got.bytes)).toBe(true);
    }
  }
});

it.each([
  ["another name", 'Content-Disposition: form-data; name="files"'],
  ["a name that only begins so", 'Content-Disposition: form-data; name="file1"'],
  ["no disposition", "Content-Type: text/plain"],
  ["two dispositions", `${disposition}\r\n${disposition}`],
  ["an attachment", 'Content-Disposition: attachment; name="file"'],
])("with a part of %s is refused before a byte", async (_what, head) => {
  const got = await read(multipart(Buffer.from("abc"), { head }), { missingBytes: 3, piece: 4 });
  expect(got).toEqual({ bytes: Buffer.alloc(0), failed: refused("part_unknown") });
});

it("with a head that does not end is refused before it is held", async () => {
  const body = Buffer.alloc(1_000_000, "x");
  const got = await read(body, { missingBytes: 900_000, piece: 1000, lengthBytes: 900_100 });
  expect(got.failed).toEqual(refused("multipart_malformed"));
  const long = multipart(randomBytes(10), { head: `${disposition}\r\nx: ${"y".repeat(maxHeadBytes)}` });
  const form = { missingBytes: 10, piece: 1000, lengthBytes: maxHeadBytes };
  expect((await read(long, form)).failed).toEqual(refused("multipart_malformed"));
});

it("of another length than the part must have is refused before a byte", async () => {
  for (const [missingBytes, code] of [
    [99, "body_too_long"],
    [97, "body_too_long"],
    [101, "body_too_short"],
    [5000, "body_too_short"],
  ] as const) {
    const body = multipart(randomBytes(100));
    const got = await read(body, { missingBytes, piece: 9 }).catch((failed: unknown) => ({
      bytes: Buffer.alloc(0),
      failed,
    }));
    expect([missingBytes, got]).toEqual([missingBytes, { bytes: Buffer.alloc(0), failed: refused(code) }]);
  }
});
