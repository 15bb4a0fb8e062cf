import { createServer, get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { afterEach, describe, expect, it } from "vitest";
import type { Ctx } from "./request.ts";
import { sendStream } from "./send-stream.ts";

const closers: (() => unknown)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** Answers once with these bytes; `wasCut` where the connection ended before all that were announced had come. */
async function receive(stream: Readable, announced: number) {
  const logged: object[] = [];
  const house = { log: { error: (facts: object) => logged.push(facts) } };
  const known = { deps: { house }, requestId: "r-1" };
  const server = createServer((_request, outgoing) => {
    const c = { env: { outgoing }, get: (name: keyof typeof known) => known[name] } as unknown as Ctx;
    const answer = sendStream(c, stream, { status: 200, headers: { "Content-Length": String(announced) } });
    expect(answer.headers.get("x-hono-already-sent")).toBe("true");
  });
  closers.push(() => (server.closeAllConnections(), server.close()));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get({ host: "127.0.0.1", port, agent: false }, resolve).once("error", reject);
  });
  const pieces: Buffer[] = [];
  response.on("data", (piece: Buffer) => pieces.push(piece));
  const wasCut = await new Promise<boolean>((resolve) =>
    response.once("end", () => resolve(false)).once("error", () => resolve(true)),
  );
  return { bytes: Buffer.concat(pieces).toString(), wasCut, logged, response };
}

async function* failing() {
  yield Buffer.from("some");
  await Promise.resolve();
  throw new Error("the disk cannot be read");
}

describe("an answer of stored bytes", () => {
  it("is sent as it is, with its head", async () => {
    const { bytes, wasCut, logged, response } = await receive(Readable.from([Buffer.from("all of it")]), 9);
    expect({ bytes, wasCut, logged }).toEqual({ bytes: "all of it", wasCut: false, logged: [] });
    expect(response.headers["content-length"]).toBe("9");
  });

  it("is cut off where its bytes cannot be read, and the log says so", async () => {
    const { wasCut, logged } = await receive(Readable.from(failing()), 9);
    expect(wasCut).toBe(true);
    expect(logged).toMatchObject([{ requestId: "r-1", err: { message: "the disk cannot be read" } }]);
  });

  it("lets go of the bytes once their reader has left", async () => {
    const endless = Readable.from(
      (async function* () {
        for (;;) {
          await Promise.resolve();
          yield Buffer.alloc(1 << 16);
        }
      })(),
    );
    const closed = new Promise((resolve) => endless.once("close", resolve));
    const server = createServer((_request, outgoing) => {
      const c = { env: { outgoing }, get: () => ({ house: { log: { error: () => undefined } } }) } as unknown as Ctx;
      sendStream(c, endless, { status: 200, headers: {} });
    });
    closers.push(() => server.close());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    get({ host: "127.0.0.1", port, agent: false }, (response) => response.destroy());
    await closed;
    expect(endless.destroyed).toBe(true);
  });
});
