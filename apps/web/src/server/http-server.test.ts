// How the server ends: what is on its way is answered, and nobody waits for an upload.
import { Agent, createServer, request, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
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

it("waits for no upload: it is cut, and goes on later", async () => {
  const { server, port } = await open();
  const sending = request({ port, host: "127.0.0.1", method: "PATCH", headers: { "content-length": 100 } });
  const cut = new Promise((resolve) => sending.once("error", resolve));
  sending.write("half");
  await new Promise((resolve) => server.once("request", resolve));
  await drain(server);
  expect(await cut).toBeInstanceOf(Error);
}, 10_000);
