// Floods: what one sender does to the server may not be felt by the others.
import { connect, type Socket } from "node:net";
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { claimedBy } from "../support/http.ts";
import { rounds } from "../support/rounds.ts";
import { startServer, type RunningServer } from "../support/server.ts";
import { send } from "./raw.ts";
import { admin } from "./scene.ts";

/** "Within a second", with room for a machine that does other things. */
const patienceMs = 5_000;
const growthKiB = 400 * 1024;

let server: RunningServer;
test.beforeAll(async () => void (server = await startServer({ env: claimedBy(admin) })));
test.afterAll(async () => expect(await server.stop()).toBe(0));

const memoryKiB = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, "utf8"))?.[1]);

/** Asks as somebody else all the while; answers the slowest answer and how much the process grew. */
async function meanwhile(
  flood: () => Promise<unknown>,
): Promise<{ slowestMs: number; grownKiB: number; asked: number }> {
  const before = memoryKiB();
  const seen = { slowestMs: 0, grownKiB: 0, asked: 0 };
  let isOver = false;
  const flooding = flood().finally(() => (isOver = true));
  while (!isOver) {
    const startedAt = performance.now();
    expect((await send(server.url, { path: "/api/v1/info" })).status).toBe(200);
    seen.slowestMs = Math.max(seen.slowestMs, performance.now() - startedAt);
    seen.grownKiB = Math.max(seen.grownKiB, memoryKiB() - before);
    seen.asked += 1;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await flooding;
  return seen;
}

function expectUnharmed(seen: Awaited<ReturnType<typeof meanwhile>>): void {
  test.info().annotations.push({ type: "meanwhile", description: JSON.stringify(seen) });
  expect(seen.asked).toBeGreaterThan(0);
  expect(seen.slowestMs).toBeLessThan(patienceMs);
  expect(seen.grownKiB).toBeLessThan(growthKiB);
}

/** Connections the server itself holds: one the kernel refused it for a full backlog is none of its own. */
function held(): number {
  const port = Number(new URL(server.url).port).toString(16).toUpperCase().padStart(4, "0");
  const tables = ["/proc/net/tcp", "/proc/net/tcp6"].map((file) => readFileSync(file, "utf8"));
  return tables.join("\n").match(new RegExp(`^ *\\d+: [0-9A-F]+:${port} [0-9A-F:]+ 01 `, "gm"))?.length ?? 0;
}

/** Opens sockets, a hundred at a time, and writes `head` on each, then `drip` every second. */
async function hold(count: number, head: string, drip?: string): Promise<readonly Socket[]> {
  const { hostname, port } = new URL(server.url);
  const sockets: Socket[] = [];
  while (sockets.length < count) {
    const wave = Array.from({ length: Math.min(100, count - sockets.length) }, () => connect(Number(port), hostname));
    sockets.push(...wave);
    const isThere = (socket: Socket) =>
      new Promise((resolve) => socket.once("connect", resolve).once("error", resolve));
    await Promise.all(wave.map(isThere));
    for (const socket of wave) {
      const dripping = drip === undefined ? undefined : setInterval(() => socket.write(drip), 1_000);
      socket.on("error", () => undefined).once("close", () => clearInterval(dripping));
      socket.resume().write(head);
    }
  }
  return sockets;
}

test("a batch of 2,000 calls leaves the server answering others", async () => {
  const batch = Array.from({ length: 2_000 }, () => "me.get").join(",");
  const seen = await meanwhile(async () => {
    for (let n = 0; n < 50; n++) {
      const answer = await send(server.url, { path: `/api/trpc/${batch}?batch=1&input={}` });
      expect([0, 400, 413, 414, 431]).toContain(answer.status);
    }
  });
  expectUnharmed(seen);
});

const floodMegabytes = 1024;

test("a JSON body of 1 GB, announced or not, is cut off and leaves the server answering others", async () => {
  const { hostname, port, host } = new URL(server.url);
  const flood = (length: string) =>
    new Promise<number>((resolve) => {
      const socket = connect(Number(port), hostname).on("error", () => undefined);
      let sent = 0;
      const piece = Buffer.alloc(1024 * 1024, "a");
      const framed = length === "" ? Buffer.concat([Buffer.from("100000\r\n"), piece, Buffer.from("\r\n")]) : piece;
      const more = (): void => {
        while (sent < floodMegabytes && !socket.destroyed) {
          sent += 1;
          if (!socket.write(framed)) return void socket.once("drain", more);
        }
        socket.end();
      };
      socket.resume().once("close", () => resolve(sent));
      const framing = length === "" ? "Transfer-Encoding: chunked" : `Content-Length: ${length}`;
      socket.write(
        `POST /api/trpc/teams.create HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n${framing}\r\n\r\n`,
      );
      more();
    });
  const sent: number[] = [];
  const seen = await meanwhile(
    async () => void sent.push(...(await Promise.all([flood(String(floodMegabytes * 1024 * 1024)), flood("")]))),
  );
  expectUnharmed(seen);
  for (const megabytes of sent) expect(megabytes).toBeLessThan(floodMegabytes);
});

test("slow headers and 5,000 idle connections are closed within their limits, and others are answered meanwhile", async () => {
  test.setTimeout(120_000);
  const [slow, idle] = [rounds({ ci: 500, full: 4_000 }), 5_000]; // together below the 10,000 that the server takes
  const { host } = new URL(server.url);
  const head = `GET /healthz HTTP/1.1\r\nHost: ${host}\r\nX-Slow: `;
  let most = 0;
  const flood = async () => {
    const sockets = [...(await hold(slow, head, "x")), ...(await hold(idle, ""))];
    most = held();
    for (const deadline = Date.now() + 45_000; held() > 5 && Date.now() < deadline;)
      await new Promise((resolve) => setTimeout(resolve, 500));
    for (const socket of sockets) socket.destroy();
  };
  const seen = await meanwhile(flood);
  expect(most).toBeGreaterThan(slow);
  expect(held()).toBeLessThanOrEqual(5);
  expectUnharmed(seen);
});

test("many people sign in at once: each is let in, refused, or told to come back, and nothing breaks", async () => {
  test.setTimeout(180_000);
  const many = rounds({ ci: 100, full: 1_000 });
  const start = await send(server.url, { path: "/api/auth/csrf" });
  const cookie = (start.headers["set-cookie"] ?? []).map((line) => line.split(";", 1)[0]).join("; ");
  const { csrfToken } = JSON.parse(start.body) as { readonly csrfToken: string };
  const attempt = (nth: number) => {
    const [email, password] =
      nth % 5 === 0 ? [admin.email, admin.password] : [`nobody${nth}@example.test`, "guess a long one"];
    return send(server.url, {
      method: "POST",
      path: "/api/auth/callback/password",
      headers: { cookie, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ email, password, csrfToken, json: "true" }).toString(),
    });
  };
  const statuses: number[] = [];
  const flood = async () =>
    void statuses.push(
      ...(await Promise.all(Array.from({ length: many }, (_, nth) => attempt(nth)))).map((answer) => answer.status),
    );
  test.info().annotations.push({ type: "meanwhile", description: JSON.stringify(await meanwhile(flood)) });
  expect(statuses.filter((status) => ![200, 401, 429, 503].includes(status))).toEqual([]);
  expect(server.output()).not.toMatch(/"level":"(?:error|fatal)"/);
});
