// kill -9 cannot show whether anything was synced, since the kernel keeps what was written: here its own record of the order does.
import { createHash } from "node:crypto";
import { expect, test } from "@playwright/test";
import { openRegistry, team, type Registry } from "../support/registry.ts";
import { openPlace, startServer } from "../support/server.ts";
import { bearerAt } from "../support/bearer.ts";
import { callsIn, trace, type Call } from "../support/strace.ts";

const traced = ["trace=write,writev,pwrite64,pwritev,fsync,fdatasync,rename,renameat,renameat2"];
const model = `${team}/traced`;

/** Restarted once: a SQLite file that is opened again syncs less, unless it is told to sync fully. */
async function withTracedServer(work: (registry: Registry) => Promise<void>): Promise<void> {
  const place = await openPlace();
  const first = await openRegistry(place);
  await first.maker.mutate("models.create", { team, name: "traced" });
  await first.server.stop();
  const server = await startServer({ place });
  try {
    const at = (token: string) => bearerAt(server.url, token);
    await work({ ...first, server, maker: at(first.tokens.maker), reviewer: at(first.tokens.reviewer) });
  } finally {
    await server.stop();
    await place.remove();
  }
}

const isSync = ({ name }: Call) => name === "fsync" || name === "fdatasync";
const isWrite = ({ name }: Call) => /^p?writev?(64)?$/.test(name);
/** The first call of this kind that began after `after` ended. */
function next(calls: readonly Call[], after: number, what: string, isIt: (call: Call) => boolean): Call {
  const found = calls.find((call) => call.began > after && isIt(call));
  if (!found) throw new Error(`no ${what} after line ${after} of the trace:\n${calls.map(lineOf).join("\n")}`);
  expect(found.result, lineOf(found)).not.toContain("-1 ");
  return found;
}
const lineOf = ({ began, ended, name, args, result }: Call) => `${began}-${ended} ${name}(${args}) = ${result}`;
const success = (call: Call) => isWrite(call) && /"HTTP\/1\.1 20\d/.test(call.args);
const walSync = (call: Call) => isSync(call) && call.args.includes("chancery.db-wal>");

/** From the last write of a transaction to its sync to the answer: nothing is answered in between, and nothing written after. */
function expectSyncedBeforeAnswer(calls: readonly Call[], from: number): Call {
  const answer = next(calls, from, "answer", success);
  const written = calls.filter(
    (call) => isWrite(call) && call.args.includes("chancery.db-wal>") && call.began > from && call.ended < answer.began,
  );
  expect(written.length, "the answer rests on something that was written").toBeGreaterThan(0);
  const sync = next(calls, written.at(-1)?.ended ?? from, "sync of the database", walSync);
  expect(sync.ended, `${lineOf(sync)}\nbefore\n${lineOf(answer)}`).toBeLessThan(answer.began);
  return answer;
}

/** Begins what is sent as one body; answers its id. */
const beginnings = {
  "a push": async (maker, versionId, content) => {
    const sha256 = createHash("sha256").update(content).digest("hex");
    const json = { versionId, path: "model.bin", sizeBytes: content.length, sha256 };
    return (await maker.ok("/api/v1/uploads", { method: "POST", json })).body as { id: string };
  },
  "a batch": async (maker, versionId, content) => {
    const files = [10, content.length - 10].map((sizeBytes, n) => ({ path: `${n}.bin`, sizeBytes }));
    return (await maker.ok("/api/v1/batches", { method: "POST", json: { versionId, files } })).body as { id: string };
  },
} satisfies Record<string, (maker: Registry["maker"], versionId: string, content: Buffer) => Promise<{ id: string }>>;

for (const [what, begin] of Object.entries(beginnings))
  test(`${what} is answered only after write, sync of the file, rename, sync of the folder, sync of the database, in this order`, async () => {
    await withTracedServer(async ({ server, maker }) => {
      const content = Buffer.from("weights that must survive");
      const sha256 = createHash("sha256").update(content).digest("hex");
      const { id: versionId } = await maker.mutate<{ id: string }>("versions.create", { model, kind: "files" });
      const { id } = await begin(maker, versionId, content);

      const appending = await trace(server.pid, traced);
      await maker.ok(`/api/v1/uploads/${id}`, {
        method: "PATCH",
        bytes: content,
        headers: { "upload-offset": "0", "content-type": "application/octet-stream" },
      });
      const appended = await appending.stop();
      const staged = (call: Call) => call.args.includes(`/staging/${id}>`);
      const written = next(appended, -1, "write of the bytes", (call) => isWrite(call) && staged(call));
      const synced = next(appended, written.ended, "sync of the bytes", (call) => isSync(call) && staged(call));
      next(appended, synced.ended, "answer", success);
      expect(appended.filter((call) => success(call) && call.began < synced.ended)).toEqual([]);

      const finishing = await trace(server.pid, traced);
      await maker.ok(`/api/v1/uploads/${id}/finish`, { method: "POST", json: {} });
      const finished = await finishing.stop();
      const fileSync = next(finished, -1, "sync of the file", (call) => isSync(call) && staged(call));
      const isOfFile = (call: Call) => call.name.startsWith("rename") && call.args.includes(`/staging/${id}`);
      const rename = next(finished, fileSync.ended, "rename of the file", isOfFile);
      expect(rename.args).toContain(`/blobs/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`);
      const folder = `/blobs/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}>`;
      const folderSync = next(
        finished,
        rename.ended,
        "sync of the folder",
        (call) => isSync(call) && call.args.includes(folder),
      );
      const answer = expectSyncedBeforeAnswer(finished, folderSync.ended);
      expect(finished.filter((call) => success(call) && call.began < answer.began)).toEqual([]);
    });
  });

test("a vote is answered only after the database is synced, on a database that was opened again", async () => {
  await withTracedServer(async ({ server, maker, reviewer }) => {
    const descriptor = { supplier: "Acme", product: "Eyes", version: "1", endpoint: "https://eyes.test" };
    const draft = { model, kind: "external", descriptor };
    const { id: versionId } = await maker.mutate<{ id: string }>("versions.create", draft);
    await maker.mutate("versions.seal", { versionId });
    const reason = "Better on the holdout than what is there.";
    const asked = { versionId, stage: "production", reason };
    const { id: promotionId, number } = await maker.mutate<{ id: string; number: number }>("promotions.request", asked);
    const { digests: seen } = await reviewer.query<{ digests: object }>("promotions.get", { number });

    const tracing = await trace(server.pid, traced);
    await reviewer.mutate("promotions.vote", { promotionId, decision: "approve", note: "Read and compared.", seen });
    const calls = await tracing.stop();
    expectSyncedBeforeAnswer(calls, -1);
    expect(calls.filter(success)).toHaveLength(1);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200); // it asks each connection whether it syncs fully
  });
});

test("a trace of several threads is read in the order the calls were made", () => {
  const calls = callsIn(
    [
      "10 fsync(7</a> <unfinished ...>",
      '11 write(9<socket:[1]>, "HTTP/1.1 200 OK", 15) = 15',
      "10 <... fsync resumed>) = 0",
      '11 rename("/a", "/b") = -1 ENOENT (No such file or directory)',
    ].join("\n"),
  );
  expect(calls.map(({ name, began, ended, result }) => [name, began, ended, result.slice(0, 2)])).toEqual([
    ["fsync", 0, 2, "0"],
    ["write", 1, 1, "15"],
    ["rename", 3, 3, "-1"],
  ]);
});
