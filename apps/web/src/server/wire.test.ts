// The server as the wire sees it: real sockets, real bytes, counted. Pages are stood in for: they are Next's.
import { createHash, randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";
import { request as httpRequest, type IncomingMessage } from "node:http";
import type { Actor, UploadView } from "@chancery/core";
import { beginUpload, createVersion } from "@chancery/services";
import { plainly } from "@chancery/db/testing";
import { eachEngine, type World } from "@chancery/services/testing";
import { afterEach, expect, it } from "vitest";
import { serveWire as serveWireOf, type Wire } from "./testing/serve-wire.ts";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const serveWire = async (open: () => Promise<World>) => serveWireOf(await open(), closers);

const shaOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

async function begin({ house, world, ada }: Wire, bytes: Uint8Array, by: Actor = ada): Promise<UploadView> {
  const { id: versionId } = await createVersion(house, world.call(by), { model: "speech/vad" });
  return beginUpload(house, world.call(by), {
    versionId,
    path: "model.onnx",
    sizeBytes: bytes.length,
    sha256: shaOf(bytes),
  });
}

type Answer = { readonly status: number; readonly headers: IncomingMessage["headers"]; readonly body: Buffer };
type Sent = {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: Uint8Array;
};

function send({ port, auth }: Wire, { method = "GET", path, headers = {}, body }: Sent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = body ? { "content-length": String(body.length) } : {};
    const sent = httpRequest(
      { host: "127.0.0.1", port, method, path, headers: { ...auth, ...length, ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
        );
        response.on("error", reject);
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

const offsetOf = async (wire: Wire, { id }: UploadView) =>
  Number((await send(wire, { method: "HEAD", path: `/api/v1/uploads/${id}` })).headers["upload-offset"]);
const append = (wire: Wire, { id }: UploadView, offset: number, body: Uint8Array) =>
  send(wire, { method: "PATCH", path: `/api/v1/uploads/${id}`, headers: { "upload-offset": String(offset) }, body });
const finish = (wire: Wire, { id }: UploadView) => send(wire, { method: "POST", path: `/api/v1/uploads/${id}/finish` });
const codeOf = (answer: Answer) =>
  (JSON.parse(answer.body.toString()) as { code: string; reasons: { code: string }[] }).reasons[0]?.code;

/** A PATCH by hand: announces `length` bytes, sends some, and keeps the socket. */
function openPatch(
  { port, auth }: Wire,
  { id }: UploadView,
  { offset, length }: { offset: number; length: number },
): Socket {
  const socket = connect(port, "127.0.0.1");
  closers.push(() => socket.destroy());
  socket.on("error", () => undefined);
  const head = [
    `PATCH /api/v1/uploads/${id} HTTP/1.1`,
    `Host: ${auth.host}`,
    `Authorization: ${auth.authorization}`,
    `Upload-Offset: ${offset}`,
    `Content-Length: ${length}`,
  ];
  socket.write(`${head.join("\r\n")}\r\n\r\n`);
  return socket;
}

const touchedAt = async ({ world }: Wire) =>
  String((await plainly(world.location, "SELECT touched_at FROM upload"))[0]?.["touched_at"]);

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await isSo()); tries++) {
    if (tries > 200) throw new Error("it never came to be");
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

eachEngine("an upload over the wire", (open) => {
  it("goes on after a cut where the server stands, and no byte it has is sent again", async () => {
    const wire = await serveWire(open);
    const bytes = randomBytes(3_000_000);
    const upload = await begin(wire, bytes);
    const socket = openPatch(wire, upload, { offset: 0, length: bytes.length });
    socket.end(bytes.subarray(0, 1_200_000)); // cut, but not before all of it was sent
    await until(async () => (await offsetOf(wire, upload)) === 1_200_000);
    const rest = bytes.subarray(1_200_000);
    const answer = await append(wire, upload, 1_200_000, rest);
    expect([answer.status, answer.headers["upload-offset"], answer.headers["upload-complete"]]).toEqual([
      204,
      String(bytes.length),
      "?1",
    ]);
    expect((await finish(wire, upload)).status).toBe(200);
    const file = await send(wire, { path: `/api/v1/versions/${upload.versionId}/files/model.onnx` });
    expect(shaOf(file.body)).toBe(upload.sha256);
  });

  it("with a gap or an overlap is told the right offset, and keeps what it had", async () => {
    const wire = await serveWire(open);
    const bytes = randomBytes(1000);
    const upload = await begin(wire, bytes);
    await append(wire, upload, 0, bytes.subarray(0, 400));
    for (const offset of [0, 399, 401, 1000]) {
      const answer = await append(wire, upload, offset, bytes.subarray(0, 10));
      expect([answer.status, codeOf(answer), answer.headers["upload-offset"]]).toEqual([409, "offset_mismatch", "400"]);
    }
    expect((await send(wire, { method: "PATCH", path: `/api/v1/uploads/${upload.id}`, body: bytes })).status).toBe(400);
    expect(await offsetOf(wire, upload)).toBe(400);
  });

  it("refuses a second writer while the first is sending", async () => {
    const wire = await serveWire(open);
    const bytes = randomBytes(1000);
    const upload = await begin(wire, bytes);
    const begunAt = await touchedAt(wire);
    wire.world.clock.advance(1000);
    const first = openPatch(wire, upload, { offset: 0, length: bytes.length });
    first.write(bytes.subarray(0, 100));
    await until(async () => (await touchedAt(wire)) !== begunAt); // the first is in
    const second = await append(wire, upload, 0, bytes);
    expect([second.status, codeOf(second)]).toEqual([409, "upload_busy"]);
    first.write(bytes.subarray(100));
    await until(async () => (await offsetOf(wire, upload)) === 1000);
  });

  it("over-long is refused with the connection kept readable, and nothing more is stored", async () => {
    const wire = await serveWire(open);
    const bytes = randomBytes(1000);
    const upload = await begin(wire, bytes);
    const answer = await append(wire, upload, 0, randomBytes(400_000));
    expect([answer.status, codeOf(answer)]).toEqual([413, "body_too_long"]);
    expect(await offsetOf(wire, upload)).toBe(0);
  });

  it("truncated or of other bytes does not finish, and the draft stays without the file", async () => {
    const wire = await serveWire(open);
    const bytes = randomBytes(1000);
    const upload = await begin(wire, bytes);
    await append(wire, upload, 0, bytes.subarray(0, 999));
    const early = await finish(wire, upload);
    expect([early.status, codeOf(early), early.headers["upload-offset"]]).toEqual([409, "upload_incomplete", "999"]);
    await append(wire, upload, 999, Buffer.from([(bytes[999] ?? 0) ^ 1]));
    const wrong = await finish(wire, upload);
    expect([wrong.status, codeOf(wrong)]).toEqual([400, "digest_mismatch"]);
    expect((await send(wire, { path: `/api/v1/versions/${upload.versionId}/files/model.onnx` })).status).toBe(404);
  });
});

eachEngine("a file over the wire", (open) => {
  it("is sent whole, in ranges, or not at all, always under its digest", async () => {
    const wire = await serveWire(open);
    const bytes = randomBytes(100_000);
    const upload = await begin(wire, bytes);
    await append(wire, upload, 0, bytes);
    await finish(wire, upload);
    const path = `/api/v1/versions/${upload.versionId}/files/model.onnx`;
    const etag = `"sha256:${upload.sha256}"`;
    const get = (headers: Record<string, string> = {}, method = "GET") => send(wire, { method, path, headers });
    const part = async (headers: Record<string, string>) => {
      const { status, headers: answered, body } = await get(headers);
      return [
        status,
        answered["content-range"],
        body.length === 0 ? "" : body.equals(bytes) ? "all" : bytes.indexOf(body),
      ];
    };
    expect(await part({})).toEqual([200, undefined, "all"]);
    expect(await part({ range: "bytes=10-19" })).toEqual([206, "bytes 10-19/100000", 10]);
    expect(await part({ range: "bytes=99990-" })).toEqual([206, "bytes 99990-99999/100000", 99_990]);
    expect(await part({ range: "bytes=-5" })).toEqual([206, "bytes 99995-99999/100000", 99_995]);
    expect(await part({ range: "bytes=0-999999999" })).toEqual([206, "bytes 0-99999/100000", "all"]);
    expect(await part({ range: "bytes=10-19", "if-range": etag })).toEqual([206, "bytes 10-19/100000", 10]);
    expect(await part({ range: "bytes=10-19", "if-range": '"sha256:other"' })).toEqual([200, undefined, "all"]);
    for (const ignored of ["bytes=1-2,4-5", "lines=1-2", "bytes=9-2", "bytes=-"])
      expect(await part({ range: ignored })).toEqual([200, undefined, "all"]);
    for (const outside of ["bytes=100000-", "bytes=-0"])
      expect((await part({ range: outside })).slice(0, 2)).toEqual([416, "bytes */100000"]);
    expect((await get({ "if-none-match": etag })).status).toBe(304);
    const head = await get({}, "HEAD");
    expect([head.status, head.headers["content-length"], head.headers.etag, head.body.length]).toEqual([
      200,
      "100000",
      etag,
      0,
    ]);
    expect(head.headers["repr-digest"]).toBe(`sha-256=:${Buffer.from(upload.sha256 ?? "", "hex").toString("base64")}:`);
    expect(head.headers["content-disposition"]).toBe("attachment; filename*=UTF-8''model.onnx");
    expect(head.headers["content-security-policy"]).toBe("sandbox; default-src 'none'");
  });

  it("give up an upload over the wire: nothing of it is left", async () => {
    const wire = await serveWire(open);
    const bytes = randomBytes(1000);
    const upload = await begin(wire, bytes);
    await append(wire, upload, 0, bytes.subarray(0, 400));
    const path = `/api/v1/uploads/${upload.id}`;
    expect((await send(wire, { method: "DELETE", path })).status).toBe(204);
    expect((await send(wire, { method: "HEAD", path })).status).toBe(404);
  });

  it.each([
    "../../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "%252e%252e%252fx",
    "a%5c..%5cb",
    "%2Fetc%2Fpasswd",
    "a%00b",
    "%ff",
    "a;/../b",
  ])("is not found at %s", async (path) => {
    const wire = await serveWire(open);
    const upload = await begin(wire, randomBytes(10));
    const answer = await send(wire, { path: `/api/v1/versions/${upload.versionId}/files/${path}` });
    expect([400, 404]).toContain(answer.status);
    expect(answer.body.toString()).not.toContain("root:");
  });
});

/** Sends bytes as they are and reads until the server is done with the connection. */
function raw(port: number, text: string, waitMs = 3000): Promise<string> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(text, "latin1"));
    const timer = setTimeout(() => socket.destroy(), waitMs);
    socket.on("data", (chunk: Buffer) => (answer += chunk.toString("latin1")));
    socket.on("error", () => undefined);
    socket.on("close", () => {
      clearTimeout(timer);
      resolve(answer);
    });
  });
}

eachEngine("bytes that two servers could read differently", (open) => {
  const body = (headers: string) =>
    `POST /api/trpc/teams.create HTTP/1.1\r\nHost: HOST\r\n${headers}\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: HOST\r\n\r\n`;
  it.each([
    ["a length and chunks", body("Content-Length: 5\r\nTransfer-Encoding: chunked")],
    ["chunks and a length", body("Transfer-Encoding: chunked\r\nContent-Length: 5")],
    ["two lengths", body("Content-Length: 5\r\nContent-Length: 6")],
    ["two equal lengths", body("Content-Length: 5\r\nContent-Length: 5")],
    ["a negative length", body("Content-Length: -1")],
    ["a length with a plus", body("Content-Length: +5")],
    ["a length with a space in it", body("Content-Length: 5 5")],
    ["a hexadecimal length", body("Content-Length: 0x5")],
    ["a coding after chunked", body("Transfer-Encoding: chunked, gzip")],
    ["an unknown coding", body("Transfer-Encoding: xchunked")],
    ["chunked twice", body("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked")],
    ["a space before the colon", body("Transfer-Encoding : chunked")],
    ["a folded header", body("X-Folded: a\r\n b")],
    ["a bare line feed", `GET /healthz HTTP/1.1\nHost: HOST\n\n`],
    ["a carriage return in a header", `GET /healthz HTTP/1.1\r\nHost: HOST\r\nX: a\rb\r\n\r\n`],
    ["a NUL in a header", `GET /healthz HTTP/1.1\r\nHost: HOST\r\nX: a\u0000b\r\n\r\n`],
    [
      "a bad chunk size",
      `POST /api/trpc/x HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n`,
    ],
    ["no host", `GET /healthz HTTP/1.1\r\n\r\n`],
    ["the target of another server", `GET http://169.254.169.254/ HTTP/1.1\r\nHost: HOST\r\n\r\n`],
    ["a target without a server", `GET //evil.example/ HTTP/1.1\r\nHost: HOST\r\n\r\n`],
    ["a backslash in its path", `GET /\\evil.example/ HTTP/1.1\r\nHost: HOST\r\n\r\n`],
    ["two hosts", `GET /healthz HTTP/1.1\r\nHost: HOST\r\nHost: evil.example\r\n\r\n`],
    ["a method nobody knows", `PROXY /healthz HTTP/1.1\r\nHost: HOST\r\n\r\n`],
  ])("with %s get no good answer", async (_what, text) => {
    const { port } = await serveWire(open);
    const answer = await raw(port, text.replaceAll("HOST", `localhost:${port}`));
    expect(answer).not.toMatch(/HTTP\/1\.1 2\d\d/);
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d/);
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
  });

  it.each(["http://169.254.169.254/latest/meta-data", "//169.254.169.254/", "/models"])(
    "asking to upgrade %s are cut",
    async (target) => {
      const { port, pagesSeen } = await serveWire(open);
      const answer = await raw(
        port,
        `GET ${target} HTTP/1.1\r\nHost: localhost:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n\r\n`,
      );
      expect(answer).toBe("");
      expect(pagesSeen).toEqual([]);
    },
  );
});

const form = "application/x-www-form-urlencoded";
const signIn = { path: "/api/auth/callback/password", method: "POST", body: Buffer.from("x=1") };

eachEngine("a page's request", (open) => {
  it("loses what no client may say, and keeps the rest", async () => {
    const wire = await serveWire(open);
    const claims = {
      "x-middleware-subrequest": "src/proxy:src/proxy",
      "next-resume": "1",
      "x-chancery-request-id": "forged",
      "x-chancery-address": "1.2.3.4",
      "x-chancery-path": "/x",
      "x-forwarded-for": "1.2.3.4",
      "x-forwarded-host": "evil.example",
      cookie: "a=b",
    };
    expect((await send(wire, { path: "/models", headers: claims })).status).toBe(200);
    const [seen] = wire.pagesSeen;
    expect(seen).toMatchObject({ cookie: "a=b", "x-chancery-address": "127.0.0.1" });
    expect(seen?.["x-chancery-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    for (const name of [
      "x-middleware-subrequest",
      "next-resume",
      "x-chancery-path",
      "x-forwarded-for",
      "x-forwarded-host",
    ])
      expect(seen).not.toHaveProperty(name);
  });

  it.each<[number, Partial<Sent>]>([
    [421, { headers: { host: "evil.example" } }],
    [421, { headers: { host: "evil.example", "x-forwarded-host": "localhost" } }],
    [404, { method: "POST", headers: { "next-action": "x" }, body: Buffer.from("[]") }],
    [405, { method: "PUT", body: Buffer.from("x") }],
    [405, { method: "POST", body: Buffer.from("x=1"), headers: { "content-type": form } }],
    [403, { ...signIn, headers: { "content-type": form, origin: "null" } }],
    [403, { ...signIn, headers: { "content-type": form, origin: "https://evil.example" } }],
    [403, { ...signIn, headers: { "content-type": form, "sec-fetch-site": "cross-site" } }],
    [415, { ...signIn, headers: { "content-type": "multipart/form-data; boundary=x" } }],
    [415, { ...signIn, headers: { "content-type": "text/plain" } }],
    [411, { path: signIn.path, method: "POST", headers: { "content-type": form, "transfer-encoding": "chunked" } }],
    [413, { ...signIn, headers: { "content-type": form }, body: randomBytes(1_100_000) }],
  ])("is answered %i when it is %j", async (status, sent) => {
    const wire = await serveWire(open);
    const { body, ...rest } = sent;
    expect((await send(wire, { path: "/models", ...rest, ...(body && { body }) })).status).toBe(status);
    expect(wire.pagesSeen).toEqual([]);
  });
});
