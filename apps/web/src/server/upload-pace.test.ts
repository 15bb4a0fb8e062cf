// How slowly a file may be sent: not at all ends, and so does a trickle; a body that comes is left alone.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { afterEach, expect, it } from "vitest";
import { holdPace, isSendingFile, uploadPace, type Pace } from "./upload-pace.ts";

const closers: (() => unknown)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

type Handling = (request: IncomingMessage, response: ServerResponse) => void;
const readAll: Handling = (request, response) => void request.resume().once("end", () => response.end("whole"));

async function openPut(
  pace: Pace,
  { handle = readAll, headers = "Connection: close\r\n", keepAliveTimeout = 5_000 } = {},
) {
  const server = createServer({ keepAliveTimeout }, (request: IncomingMessage, response) => {
    holdPace(request, pace);
    handle(request, response);
  }).listen(0, "127.0.0.1");
  closers.push(() => (server.closeAllConnections(), server.close()));
  await new Promise((resolve) => server.once("listening", resolve));
  const socket: Socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  closers.push(() => socket.destroy());
  const answer = new Promise<string>((resolve) => {
    let text = "";
    socket.on("data", (chunk) => (text += chunk.toString()));
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(text));
  });
  socket.write(`PUT / HTTP/1.1\r\nHost: x\r\n${headers}Content-Length: 100000\r\n\r\n`);
  return { socket, answer };
}

it("cuts a body of which nothing comes", async () => {
  const { answer } = await openPut({ idleMs: 50, spanMs: 1_000_000, leastBytes: 0 });
  expect(await answer).toBe("");
});

it("cuts a body that only trickles, and no idle time is reached", async () => {
  const { socket, answer } = await openPut({ idleMs: 1_000_000, spanMs: 300, leastBytes: 10_000 });
  const trickle = setInterval(() => socket.write("x"), 20);
  closers.push(() => clearInterval(trickle));
  expect(await answer).toBe("");
});

it("leaves a body alone that comes", async () => {
  const { socket, answer } = await openPut({ idleMs: 5_000, spanMs: 5_000, leastBytes: 10_000 });
  socket.write(Buffer.alloc(100_000));
  expect(await answer).toContain("whole");
});

it("leaves a body alone that nobody here has read yet", async () => {
  const handle: Handling = (request, response) => void setTimeout(() => readAll(request, response), 400);
  const { socket, answer } = await openPut({ idleMs: 100, spanMs: 100, leastBytes: 10_000 }, { handle });
  socket.write(Buffer.alloc(60_000));
  setTimeout(() => socket.write(Buffer.alloc(40_000)), 450);
  expect(await answer).toContain("whole");
});

it.each([
  ["before its body was read", (_request: IncomingMessage, response: ServerResponse) => void response.end("refused")],
  ["after its body", readAll],
])("leaves no connection standing that was kept alive and idles, answered %s", async (_when, handle) => {
  const { socket, answer } = await openPut(uploadPace, { handle, headers: "", keepAliveTimeout: 100 });
  socket.write(Buffer.alloc(100_000));
  expect(await answer).toMatch(/refused|whole/);
});

it.each([
  ["PATCH", "/api/v1/uploads/one", true],
  ["PUT", "/api/ingest/key", true],
  ["PUT", "/api/ingest/key/more", false],
  ["POST", "/api/ingest/key", false],
  ["PATCH", "/api/v1/uploads/one/finish", false],
  ["POST", "/api/uploadthing", false],
])("holds %s %s to it: %s", (method, path, isHeld) => {
  expect(isSendingFile(method, path)).toBe(isHeld);
});
