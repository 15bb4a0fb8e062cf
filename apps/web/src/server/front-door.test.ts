// What the front door does by itself, before either plane: who waits too long, and what an unclaimed registry shows.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { afterEach, expect, it } from "vitest";
import { frontDoor, isMachinePath } from "./front-door.ts";
import { listen } from "./http-server.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function openDoor({ isClaimed = true } = {}) {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  const publicUrl = `http://localhost:${port}`;
  const answer = (text: string) => (_request: unknown, response: { end(text: string): void }) => response.end(text);
  const rooms = {
    api: answer("api"),
    hashWorker: answer("worker"),
    pages: ({ headers }: IncomingMessage, response: ServerResponse) =>
      response.setHeader("agent-length", (headers["user-agent"] ?? "").length).end("page"),
    publicUrl,
    addressOf: () => "127.0.0.1",
    isClaimed: () => Promise.resolve(isClaimed),
    newId: () => "id",
  };
  const server = await listen(frontDoor(rooms), { host: "127.0.0.1", port });
  closers.push(() => (server.closeAllConnections(), server.close()));
  return { port, publicUrl };
}

it.each([
  "/api/v1/info",
  "/api/trpc/me.get",
  "/api/",
  "/healthz",
  "/readyz",
  "/.well-known/security.txt",
  "/tlog/checkpoint",
])("takes %s to the machine plane", (path) => {
  expect(isMachinePath(path)).toBe(true);
});
it.each(["/", "/api", "/api/auth/session", "/healthz/x", "/models", "/tlogs", "/API/v1/info"])(
  "takes %s to the pages",
  (path) => {
    expect(isMachinePath(path)).toBe(false);
  },
);

it("shows nothing of an unclaimed registry but the claim page and what it is drawn with", async () => {
  const { publicUrl } = await openDoor({ isClaimed: false });
  const statusOf = async (path: string) => (await fetch(publicUrl + path)).status;
  for (const path of ["/", "/models", "/api/auth/csrf", "/claim", "/sign-in/x"])
    expect([path, await statusOf(path)]).toEqual([path, 503]);
  for (const path of ["/claim/code", "/_next/static/x.js", "/login"])
    expect([path, await statusOf(path)]).toEqual([path, 200]);
});

it("hands Next no more of a browser's name than a session keeps", async () => {
  const { publicUrl } = await openDoor();
  const lengthOf = async (agent: string) =>
    (await fetch(publicUrl, { headers: { "user-agent": agent } })).headers.get("agent-length");
  expect(await lengthOf("Mozilla/5.0")).toBe("11");
  expect(await lengthOf("a".repeat(12_000))).toBe("300");
});

it("refuses an address that cannot be decoded, before Next fails on it", async () => {
  const { publicUrl } = await openDoor();
  for (const path of ["/models/speech/%6", "/models/%e2%82", "/%ff"])
    expect([path, (await fetch(publicUrl + path)).status]).toEqual([path, 400]);
  expect((await fetch(`${publicUrl}/models/%C3%A9`)).status).toBe(200);
});

// Node itself would let them be for a minute and a half. A browser takes whatever comes on a connection it keeps in spare
// for the answer to the request it is just sending there.
it(
  "closes what is sent too slowly within seconds: headers by a 408, a connection nothing came over without a word",
  {
    timeout: 40_000,
  },
  async () => {
    const { port } = await openDoor();
    const open = () => connect(port, "127.0.0.1").on("error", () => undefined);
    const slow = Array.from({ length: 50 }, open);
    const spare = Array.from({ length: 5 }, open);
    closers.push(() => [...slow, ...spare].forEach((socket) => socket.destroy()));
    for (const socket of slow) socket.write("GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
    const heard = (socket: Socket) =>
      new Promise<string>((resolve) => {
        let text = "";
        socket.on("data", (bytes: Buffer) => (text += bytes.toString()));
        socket.once("close", () => resolve(text.split("\r\n", 1)[0] ?? ""));
      });
    const [toSlow, toSpare] = await Promise.all([slow, spare].map((sockets) => Promise.all(sockets.map(heard))));
    expect(new Set(toSlow)).toEqual(new Set(["HTTP/1.1 408 Request Timeout"]));
    expect(new Set(toSpare)).toEqual(new Set([""]));
  },
);
