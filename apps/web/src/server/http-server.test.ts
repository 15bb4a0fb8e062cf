// How the server ends: what is on its way is answered, and nobody waits for an upload.
import { Agent, createServer, request, type IncomingMessage, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { drain, listen } from "./http-server.ts";

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections();
});

/** Answers everything but uploads at once; those it reads to their end. */
async function open(): Promise<{ readonly server: Server; readonly port: number }> {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  const server = await listen((asked, response) => void asked.resume().once("end", () => response.end("answered")), {
    host: "127.0.0.1",
    port,
  });
  servers.push(server);
  return { server, port };
}

/** A connection without a client's own ideas of how long to keep it. */
async function connectTo(port: number) {
  const socket = connect(port, "127.0.0.1");
  await new Promise((resolve) => socket.once("connect", resolve));
  return {
    closed: new Promise((resolve) => socket.once("end", resolve)),
    ask: () =>
      new Promise<string>((resolve, reject) => {
        socket.once("error", reject);
        socket.once("end", () => reject(new Error("cut")));
        socket.once("data", (bytes: Buffer) => resolve(bytes.toString()));
        socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
      }),
  };
}

const get = (port: number): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const asking = request({ port, host: "127.0.0.1", agent }, (answer) => {
      answer.resume().once("end", () => resolve(answer));
    });
    asking.once("error", reject).end();
  });

it("answers a request over a connection that was idle when the end began, and says it was the last", async () => {
  const { server, port } = await open();
  expect((await get(port)).headers.connection).toBe("keep-alive");
  const ended = drain(server);
  const last = await get(port);
  expect(last.statusCode).toBe(200);
  expect(last.headers.connection).toBe("close");
  await ended;
  await expect(get(port)).rejects.toThrow("ECONNREFUSED");
});

it("answers a request that waited on a kept connection while the server stood still for longer than it keeps one", async () => {
  const { server, port } = await open();
  server.keepAliveTimeout = 100;
  const kept = await connectTo(port);
  await kept.ask();
  const asked = kept.ask(); // the kernel has it now, and the server does not read before this turn is over
  const until = Date.now() + 1_500; // Node adds a second of its own
  while (Date.now() < until);
  expect(await asked).toContain("HTTP/1.1 200");
});

it("cuts a connection on which nobody asks again", async () => {
  const { server, port } = await open();
  server.keepAliveTimeout = 100;
  const kept = await connectTo(port);
  await kept.ask();
  await kept.closed;
});

it("waits for no upload: it is cut, and goes on later", async () => {
  const { server, port } = await open();
  const sending = request({
    port,
    host: "127.0.0.1",
    method: "PATCH",
    path: "/api/v1/uploads/one",
    headers: { "content-length": 100 },
  });
  const cut = new Promise((resolve) => sending.once("error", resolve));
  sending.write("half");
  await new Promise((resolve) => server.once("request", resolve));
  await drain(server);
  expect(await cut).toBeInstanceOf(Error);
}, 10_000);
