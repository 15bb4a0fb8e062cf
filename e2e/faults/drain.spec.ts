// SIGTERM under load: every request that was taken is answered, the process ends by itself in time, an upload goes on later.
import { createHash } from "node:crypto";
import { Agent, request } from "node:http";
import { expect, test } from "@playwright/test";
import { bearerAt } from "../support/bearer.ts";
import { openRegistry, team, type Registry } from "../support/registry.ts";
import { isFull, rounds } from "../support/rounds.ts";
import { openPlace, startServer, type Place } from "../support/server.ts";

const stops = rounds({ ci: 2, full: 20 });
const model = `${team}/drained`;
const exitLimitMs = 30_000;

test(`SIGTERM under load fails no request that was taken, ${stops} times`, async () => {
  test.setTimeout(isFull ? 3_600_000 : 180_000);
  const place = await openPlace();
  try {
    const first = await openRegistry(place);
    await first.maker.mutate("models.create", { team, name: "drained" });
    let registry: Registry = first;
    const uploads = [];
    for (let stop = 0; stop < stops; stop++) {
      uploads.push(await stopUnderLoad(registry));
      registry = await restarted(registry, place);
    }
    for (const upload of uploads) await goOn(registry, upload);
    expect(await registry.server.stop()).toBe(0);
  } finally {
    await place.remove();
  }
});

async function restarted(registry: Registry, place: Place): Promise<Registry> {
  const server = await startServer({ place });
  return { ...registry, server, maker: bearerAt(server.url, registry.tokens.maker) };
}

async function stopUnderLoad({ server, maker, tokens }: Registry): Promise<HalfSent> {
  const load = startLoad(server.url, tokens.reviewer);
  const upload = await beginHalf(maker.url, tokens.maker);
  await load.answering(20); // since then the server has turned to everybody, the upload among them
  const asked = Date.now();
  const code = await server.stop();
  const endedAfterMs = Date.now() - asked;
  const { answered, failed } = await load.end();
  console.log(`stopped in ${endedAfterMs} ms; ${answered} requests answered, ${failed.length} failed`);
  expect(code, server.output().slice(-2000)).toBe(0);
  expect(endedAfterMs).toBeLessThan(exitLimitMs);
  expect(failed).toEqual([]);
  expect(answered).toBeGreaterThan(20);
  return upload;
}

/**
 * Eight clients with connections kept alive, and reads and writes over them until the server takes no more. A refused
 * connection is where a client asks again elsewhere: nothing of that request was ever taken.
 */
function startLoad(url: string, token: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const state = { answered: 0, failed: [] as string[], isOver: false };
  const worker = async () => {
    while (!state.isOver) {
      const outcome = await ask(agent, `${url}/api/trpc/models.list?input=%7B%7D`, token);
      if (outcome === "ECONNREFUSED") return;
      if (outcome === "200") state.answered += 1;
      else state.failed.push(outcome);
    }
  };
  const workers = Promise.all(Array.from({ length: 8 }, worker));
  return {
    /** Resolves once that many more requests were answered. */
    async answering(more: number) {
      const enough = state.answered + more;
      await expect.poll(() => state.answered, { timeout: 60_000 }).toBeGreaterThan(enough);
    },
    async end() {
      state.isOver = true;
      await workers;
      agent.destroy();
      return state;
    },
  };
}

const ask = (agent: Agent, url: string, token: string): Promise<string> =>
  new Promise((resolve) => {
    const asking = request(url, { agent, headers: { authorization: `Bearer ${token}` } }, (answer) => {
      answer.resume();
      answer.once("end", () => resolve(String(answer.statusCode)));
      answer.once("error", (error) => resolve(error.message));
    });
    asking.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    asking.end();
  });

type HalfSent = { readonly id: string; readonly versionId: string; readonly content: Buffer<ArrayBuffer> };

/** An upload whose body never ends: it is cut when the server stops, and what came before is kept. */
async function beginHalf(url: string, token: string): Promise<HalfSent> {
  const maker = bearerAt(url, token);
  const content = Buffer.alloc(8 * 2 ** 20, 5);
  const { id: versionId } = await maker.mutate<{ id: string }>("versions.create", { model, kind: "files" });
  const sha256 = createHash("sha256").update(content).digest("hex");
  const json = { versionId, path: "model.bin", sizeBytes: content.length, sha256 };
  const { id } = (await maker.ok("/api/v1/uploads", { method: "POST", json })).body as { id: string };
  const sending = request(`${url}/api/v1/uploads/${id}`, {
    method: "PATCH",
    headers: {
      ...maker.headers,
      "upload-offset": "0",
      "content-type": "application/octet-stream",
      "content-length": content.length,
    },
  });
  sending.on("error", () => undefined);
  await new Promise((resolve) => sending.write(content.subarray(0, 3 * 2 ** 20), resolve));
  return { id, versionId, content };
}

async function goOn({ maker }: Registry, { id, versionId, content }: HalfSent): Promise<void> {
  const shown = await maker.ok(`/api/v1/uploads/${id}`, { method: "HEAD" });
  const offset = Number(shown.headers.get("upload-offset"));
  expect(offset).toBeGreaterThan(0);
  await maker.ok(`/api/v1/uploads/${id}`, {
    method: "PATCH",
    bytes: content.subarray(offset),
    headers: { "upload-offset": String(offset), "content-type": "application/octet-stream" },
  });
  await maker.ok(`/api/v1/uploads/${id}/finish`, { method: "POST", json: {} });
  const { body } = await maker.ok(`/api/v1/versions/${versionId}/files/model.bin`);
  expect((body as Buffer).equals(content)).toBe(true);
}
