// One writer at a time, whatever process it is in: a lease on the row, which runs out where its holder says nothing.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openFolder } from "@chancery/artifacts";
import { sha256Hex } from "@chancery/core";
import { uploadById } from "@chancery/db";
import { meddle } from "@chancery/db/testing";
import { afterEach, expect, it, vi } from "vitest";
import type { House } from "../house.ts";
import { bodyOf, openCatalogue, refusal } from "../testing/catalogue-scene.ts";
import { eachEngine, type World } from "../testing/index.ts";
import { getVersion } from "../versions/get.ts";
import { appendToUpload } from "./append.ts";
import { beginBatch } from "./begin-batch.ts";
import { beginUpload } from "./begin.ts";
import { discardUpload } from "./discard.ts";
import { finishUpload } from "./finish.ts";
import { getUpload } from "./own-upload.ts";

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

/** Two houses on one folder and one database, as two processes are, and a file that is begun. */
async function twoHouses(world: World, sizeBytes = 10) {
  const scene = await openCatalogue(world);
  await scene.model();
  const { id: versionId } = await scene.draft();
  const root = mkdtempSync(join(tmpdir(), "chancery-two-"));
  roots.push(root);
  const open = async (): Promise<House> => ({ ...scene.house, artifacts: await openFolder({ root, reserveBytes: 0 }) });
  const houses = [await open(), await open()] as const;
  const call = scene.call(scene.ada);
  const { id: uploadId } = await beginUpload(houses[0], call, { versionId, path: "a", sizeBytes });
  const append = (house: House, offset: number, body: AsyncIterable<Uint8Array>) =>
    appendToUpload(house, call, { uploadId, offset, body });
  const send = (house: House, offset: number, text: string) => append(house, offset, bodyOf(Buffer.from(text)));
  const finish = (house: House) => finishUpload(house, call, { uploadId });
  const status = (house: House) => getUpload(house, call, { uploadId });
  return { ...scene, houses, uploadId, versionId, append, send, finish, status };
}
const busy = refusal("CONFLICT", "upload_busy");

/** A body that waits after its first piece, until it is let go. */
function stalling(first: string, second: string) {
  let goOn: () => void = () => undefined;
  let reached: () => void = () => undefined;
  const stalled = new Promise<void>((resolve) => (goOn = resolve));
  const isReached = new Promise<void>((resolve) => (reached = resolve));
  const body = (async function* () {
    yield Buffer.from(first);
    reached();
    await stalled;
    yield Buffer.from(second);
  })();
  return { body, goOn, isReached };
}

type Two = Awaited<ReturnType<typeof twoHouses>>;
/** An upload whose bytes are there, and the first house as one in which whoever commits waits until it is let go. */
async function readyToFinish(scene: Two, how: "alone" | "batch", { isHashed = false } = {}) {
  const [one] = scene.houses;
  const call = scene.call(scene.ada);
  let uploadId = scene.uploadId;
  if (how === "alone") await scene.send(one, 0, "0123456789");
  else {
    await discardUpload(one, call, { uploadId });
    const files = ["one", "two"].map((path) => ({ path, sizeBytes: 3 }));
    uploadId = (await beginBatch(one, call, { versionId: scene.versionId, files })).id;
    await appendToUpload(one, call, { uploadId, offset: 0, body: bodyOf(Buffer.from("onetwo")) });
  }
  const checking = gate();
  const { uploads } = one.artifacts;
  const commit: typeof uploads.commit = async (id, promised, { putFile }) => {
    if (!isHashed) await checking.pass();
    const put: typeof putFile = async (...hashed) => {
      if (isHashed) await checking.pass();
      return putFile(...hashed);
    };
    return uploads.commit(id, promised, { putFile: put });
  };
  const slow: House = { ...one, artifacts: { ...one.artifacts, uploads: { ...uploads, commit } } };
  return { uploadId, checking, slow };
}

/** Once the row says that the lease holds for longer than now. */
const renewedTo = async ({ house, clock }: Two, uploadId: string) =>
  vi.waitFor(async () => {
    const { leaseUntil } = (await uploadById(house.db.read, uploadId))!;
    expect(leaseUntil!.getTime()).toBe(clock.now().getTime() + 15_000);
  });

/** Something waits here until it is let go. */
function gate() {
  let goOn: () => void = () => undefined;
  let reach: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (goOn = resolve));
  const reached = new Promise<void>((resolve) => (reach = resolve));
  const pass = () => {
    reach();
    return opened;
  };
  return { goOn: () => goOn(), reached, pass };
}

eachEngine("the lease of an upload", (open) => {
  it("lets two processes send one file in turns, and neither believes what it remembers of before", async () => {
    const { houses, send, finish } = await twoHouses(await open());
    const [one, other] = houses;
    expect(await send(one, 0, "01")).toEqual({ offset: 2 });
    expect(await send(other, 2, "234")).toEqual({ offset: 5 });
    expect(await send(one, 5, "56")).toEqual({ offset: 7 });
    expect(await send(other, 7, "789")).toEqual({ offset: 10 });
    expect(await finish(one)).toMatchObject({ sha256: sha256Hex("0123456789"), state: "committed" });
    expect(await finish(other)).toMatchObject({ sha256: sha256Hex("0123456789"), state: "committed" });
  });

  it.each([0, 1])("refuses a second writer in process %i while one writes, and a finish", async (at) => {
    const { houses, append, send, finish } = await twoHouses(await open());
    const { body, goOn, isReached } = stalling("01234", "56789");
    const sending = append(houses[0], 0, body);
    await isReached;
    await expect(send(houses[at]!, 0, "x")).rejects.toEqual(busy);
    await expect(finish(houses[at]!)).rejects.toEqual(busy);
    goOn();
    expect(await sending).toEqual({ offset: 10 });
    await expect(finish(houses[at]!)).resolves.toMatchObject({ sha256: sha256Hex("0123456789") });
  });

  it.each([0, 1])("passes a stalled writer by in process %i, and refuses what it writes afterwards", async (at) => {
    const { houses, append, send, status, finish, clock } = await twoHouses(await open());
    const [one] = houses;
    const next = houses[at]!;
    const { body, goOn, isReached } = stalling("0123", "LATE");
    const sending = append(one, 0, body).catch((error: unknown) => error);
    await isReached;
    clock.advance(16_000);
    const { offset } = await send(next, 0, "").catch(() => status(next));
    const rest = "0123456789".slice(offset);
    expect(await send(next, offset, rest)).toEqual({ offset: 10 });
    goOn();
    expect(await sending).toEqual(busy);
    expect(await finish(next)).toMatchObject({ sha256: sha256Hex("0123456789"), offset: 10 });
  });

  it("holds on while bytes flow, however long it takes", async () => {
    const { houses, append, send, clock } = await twoHouses(await open());
    const flowing = async function* () {
      for (const digit of "0123456789") {
        yield Buffer.from(digit);
        clock.advance(5_000);
        await expect(send(houses[1], 0, "x")).rejects.toEqual(busy);
      }
    };
    expect(await append(houses[0], 0, flowing())).toEqual({ offset: 10 });
  });

  it("waits for nobody who is gone: a process that was killed has let go", async () => {
    const scene = await twoHouses(await open());
    const [one, other] = scene.houses;
    await scene.send(one, 0, "01");
    const later = `${scene.clock.now().getTime() + 14_000}`;
    const until = scene.location.startsWith("postgres") ? `to_timestamp(${later} / 1000.0)` : later;
    const leaveBehind = (holder: string) =>
      meddle(scene.location, `UPDATE upload SET lease_until = ${until}, lease_holder = ${holder}`);
    // Its own random part is another's: the process that had this id before.
    await leaveBehind(`substr(lease_holder, 1, 17) || '${process.pid}.dead/x'`);
    expect(await scene.send(other, 2, "23")).toEqual({ offset: 4 });
    await leaveBehind(`'another-machine.1.dead/x'`);
    await expect(scene.send(other, 4, "45")).rejects.toEqual(busy);
  });

  it.each([
    ["alone", "before it hashed", false],
    ["alone", "after it hashed", true],
    ["batch", "before it hashed", false],
  ] as const)(
    "passes a stalled finish by, %s, %s: what comes back writes nothing more, and the files are there once",
    async (how, _when, isHashed) => {
      const scene = await twoHouses(await open());
      const [one, other] = scene.houses;
      const { uploadId, checking, slow } = await readyToFinish(scene, how, { isHashed });
      const finishing = finishUpload(slow, scene.call(scene.ada), { uploadId }).catch((error: unknown) => error);
      await checking.reached;
      scene.clock.advance(16_000);
      const finish = (house: House) => finishUpload(house, scene.call(scene.ada), { uploadId });
      expect(await finish(other)).toMatchObject({ state: "committed" });
      const before = (await scene.leaves()).length;
      checking.goOn();
      expect(await finishing).toEqual(busy);
      expect(await finish(one)).toMatchObject({ state: "committed" });
      expect((await scene.leaves()).length).toBe(before);
      const { files } = await getVersion(scene.house, scene.call(scene.ada), { versionId: scene.versionId });
      expect(files.map(({ sha256 }) => sha256)).toEqual(
        (how === "alone" ? ["0123456789"] : ["one", "two"]).map((content) => sha256Hex(content)),
      );
    },
  );

  it.each(["alone", "batch"] as const)("is held on by a timer while a finish hashes, %s", async (how) => {
    const scene = await twoHouses(await open());
    const { uploadId, checking, slow } = await readyToFinish(scene, how);
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    try {
      const finishing = finishUpload(slow, scene.call(scene.ada), { uploadId });
      await checking.reached;
      for (let round = 0; round < 4; round++) {
        scene.clock.advance(5_000);
        vi.advanceTimersByTime(4_000);
        await renewedTo(scene, uploadId);
        const passing = finishUpload(scene.houses[1], scene.call(scene.ada), { uploadId });
        await expect(passing).rejects.toEqual(busy);
      }
      checking.goOn();
      expect(await finishing).toMatchObject({ state: "committed" });
    } finally {
      vi.useRealTimers();
    }
  });

  it("never gives a wrong digest, whoever races, stalls and is cut", async () => {
    const text = Array.from({ length: 1_500 }, (_, n) => String.fromCharCode(97 + (((n * 7919) % 251) % 26))).join("");
    const content = Buffer.from(text);
    const scene = await twoHouses(await open(), content.length);
    /** Sends from where the server stands until it is whole; breaks off now and then, and sometimes stalls for too long. */
    const client = async (house: House, seed: number) => {
      let random = seed;
      const next = (below: number) => (random = (random * 48_271) % 2_147_483_647) % below;
      for (;;) {
        const { offset, state } = await scene.status(house);
        if (state === "committed") return;
        if (offset === content.length) {
          await scene.finish(house).catch((error: unknown) => expect(error).toEqual(busy));
          continue;
        }
        const body = async function* () {
          let at = offset;
          while (at < content.length) {
            const size = 1 + next(200);
            yield content.subarray(at, at + size);
            at += size;
            if (next(6) === 0) scene.clock.advance(16_000);
            await new Promise((resolve) => setImmediate(resolve));
            if (next(5) === 0) throw new Error("cut");
          }
        };
        await scene.append(house, offset, body()).catch((error: unknown) => {
          if (!(error instanceof Error && error.message === "cut")) expect(error).toMatchObject({ code: "CONFLICT" });
        });
      }
    };
    await Promise.all([1, 2, 3, 4].map((seed) => client(scene.houses[seed % 2]!, seed)));
    expect(await scene.status(scene.houses[0])).toMatchObject({ sha256: sha256Hex(text), state: "committed" });
  });
});
