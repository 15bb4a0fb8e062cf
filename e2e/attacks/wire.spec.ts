// Bytes that two servers in a row would read differently (S72), upgrades to elsewhere (S57), connections held open (S58).
import { connect } from "node:net";
import { expect, test } from "@playwright/test";
import { claimedBy } from "../support/http.ts";
import { startServer, type RunningServer } from "../support/server.ts";
import { sendBytes } from "./raw.ts";
import { admin } from "./scene.ts";

let server: RunningServer;
test.beforeAll(async () => void (server = await startServer({ env: claimedBy(admin) })));
test.afterAll(async () => expect(await server.stop()).toBe(0));

const smuggled = "GET /api/v1/info HTTP/1.1\r\nHost: HOST\r\n\r\n";
const post = "POST /api/trpc/teams.create HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\n";
const desync: Readonly<Record<string, string>> = {
  "a length and chunks": `${post}Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`,
  "chunks and a length": `${post}Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\n${smuggled}`,
  "two lengths": `${post}Content-Length: 0\r\nContent-Length: 44\r\n\r\n${smuggled}`,
  "two lengths in one": `${post}Content-Length: 0, 44\r\n\r\n${smuggled}`,
  "a length with a sign": `${post}Content-Length: +2\r\n\r\n{}`,
  "a negative length": `${post}Content-Length: -1\r\n\r\n{}`,
  "a length in hex": `${post}Content-Length: 0x2\r\n\r\n{}`,
  "a length that overflows": `${post}Content-Length: 99999999999999999999999\r\n\r\n{}`,
  "a length with a space before its colon": `${post}Content-Length : 2\r\n\r\n{}`,
  "a folded header": `${post}X-A: b\r\n Content-Length: 44\r\n\r\n${smuggled}`,
  "bare line feeds": `GET /api/v1/info HTTP/1.1\nHost: HOST\n\n`,
  "a bare carriage return": `GET /api/v1/info HTTP/1.1\r\nHost: HOST\r\nX-A: b\rX-B: c\r\n\r\n`,
  "chunks by another name": `${post}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
  "chunks twice": `${post}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`,
  "chunks with a space before the colon": `${post}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n`,
  "a chunk size that is no number": `${post}Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n`,
  "a chunk size that overflows": `${post}Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n\r\n`,
  "a NUL in a header": `GET /api/v1/info HTTP/1.1\r\nHost: HOST\r\nX-A: b\0c\r\n\r\n`,
  "a header without a name": `GET /api/v1/info HTTP/1.1\r\nHost: HOST\r\n: b\r\n\r\n`,
  "two hosts": `GET /api/v1/info HTTP/1.1\r\nHost: HOST\r\nHost: evil.example\r\n\r\n`,
  "no host": "GET /api/v1/info HTTP/1.1\r\n\r\n",
  "a target of another server": "GET http://169.254.169.254/ HTTP/1.1\r\nHost: HOST\r\n\r\n",
  "dots that climb": "GET /models/../api/v1/info HTTP/1.1\r\nHost: HOST\r\n\r\n",
  "a version nobody speaks": `GET /api/v1/info HTTP/9.9\r\nHost: HOST\r\n\r\n`,
};

for (const [what, bytes] of Object.entries(desync))
  test(`S72: ${what}: refused once, and the connection closed`, async () => {
    const host = new URL(server.url).host;
    const { answer, isClosed } = await sendBytes(server.url, bytes.replaceAll("HOST", host));
    expect(answer.match(/HTTP\/1\.1 \d{3}/g) ?? []).toHaveLength(1);
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(isClosed).toBe(true);
  });

for (const target of ["http://169.254.169.254/latest/meta-data", "//169.254.169.254/", "/models", "/api/v1/info"])
  test(`S57: an upgrade of ${target} is cut off`, async () => {
    const upgrade = `Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: eA==\r\nSec-WebSocket-Version: 13`;
    const { host } = new URL(server.url);
    expect(await sendBytes(server.url, `GET ${target} HTTP/1.1\r\nHost: ${host}\r\n${upgrade}\r\n\r\n`)).toEqual({
      answer: "",
      isClosed: true,
    });
  });

test("S57: no redirect is built from the host a client names", async () => {
  for (const host of ["evil.example", "localhost"]) {
    const { answer } = await sendBytes(
      server.url,
      `GET /models HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 421 /);
    expect(answer).not.toMatch(/^location:/im);
  }
});

test("S58: 500 POSTs with Next-Resume that never send their body hold no socket for 15 seconds", async () => {
  const { hostname, port, host } = new URL(server.url);
  const closed = Array.from({ length: 500 }, () => {
    const socket = connect(Number(port), hostname).on("error", () => undefined);
    socket.resume().write(`POST /models HTTP/1.1\r\nHost: ${host}\r\nNext-Resume: 1\r\nContent-Length: 10\r\n\r\n`);
    return new Promise((resolve) => socket.once("close", resolve));
  });
  const patience = new Promise((resolve) => setTimeout(resolve, 15_000, "sockets are left").unref());
  expect(await Promise.race([Promise.all(closed).then(() => "none is left"), patience])).toBe("none is left");
});
