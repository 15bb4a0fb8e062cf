// A request that is refused before its body came: the answer arrives, and the body is not read to its end.
import type { IncomingMessage, ServerResponse } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { afterEach, expect, it } from "vitest";
import { listen } from "./http-server.ts";
import { stopReadingOnceAnswered } from "./linger.ts";

const megabyte = 1024 * 1024;
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A server that refuses whatever comes, reading nothing of it. */
async function refusing(
  headers: Record<string, string>,
  meanwhile: (request: IncomingMessage) => void = () => undefined,
) {
  const refuse = (response: ServerResponse) => response.writeHead(413, headers).end("too large\n");
  const server = await listen(
    (request, response) => {
      stopReadingOnceAnswered(request, response);
      meanwhile(request);
      refuse(response);
    },
    { host: "127.0.0.1", port: 0 },
  );
  const sockets: Socket[] = [];
  server.on("connection", (socket) => sockets.push(socket));
  closers.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  const client = connect((server.address() as AddressInfo).port, "127.0.0.1").on("error", () => undefined);
  const heard = { answer: "" };
  client.on("data", (bytes: Buffer) => (heard.answer += bytes.toString("latin1")));
  const closed = new Promise<void>((resolve) => client.once("close", () => resolve()));
  return { client, heard, closed, sockets };
}

const head = (sizeBytes: number) => `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${sizeBytes}\r\n\r\n`;

it.each<Record<string, string>>([{ Connection: "close" }, {}])(
  "is answered, and no more than a megabyte is read after that, with %j",
  async (headers) => {
    const { client, heard, closed, sockets } = await refusing(headers);
    client.write(head(64 * megabyte));
    const piece = Buffer.alloc(64 * 1024, "a");
    const send = () => {
      while (!client.destroyed && client.bytesWritten < 64 * megabyte) if (!client.write(piece)) return;
    };
    client.on("drain", send);
    send();
    await closed;
    expect(heard.answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(sockets[0]!.bytesRead).toBeLessThan(2 * megabyte);
  },
);

it("is answered also to who reads only after sending all of its body", async () => {
  const { client, heard, closed } = await refusing({});
  client.pause();
  client.write(head(megabyte));
  await new Promise((resolve) => client.write(Buffer.alloc(megabyte, "a"), resolve));
  client.resume();
  await closed;
  expect(heard.answer).toMatch(/^HTTP\/1\.1 413 /);
});

it("lets an answer end whose request has lost its connection meanwhile, and the process goes on", async () => {
  const { client, heard, closed } = await refusing({}, (request) =>
    Object.defineProperty(request, "socket", { value: null }),
  );
  client.write(head(megabyte));
  client.write("a");
  await closed;
  expect(heard.answer).toMatch(/^HTTP\/1\.1 413 /);
});
