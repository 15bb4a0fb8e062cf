// A real disk that is full, for staged bytes, for blobs, for the database: refused in clear words, nothing half-written, and well again by itself.
import { createHash } from "node:crypto";
import { request } from "node:http";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import type { Bearer } from "../support/bearer.ts";
import { chancery } from "../support/cli.ts";
import { Refused } from "../support/http.ts";
import { openRegistry, team, type Registry } from "../support/registry.ts";
import { openPlace, runServer, type Place } from "../support/server.ts";
import { mountSmallDisk, type SmallDisk } from "../support/small-disk.ts";

const mb = 2 ** 20;
const model = `${team}/squeezed`;
const full = { status: 507, body: { code: "UNAVAILABLE", reasons: [{ code: "storage_full" }] } };

/** A registry whose whole data folder lies on a small disk. */
async function withSmallDisk(options: string, work: (scene: Registry & { disk: SmallDisk }) => Promise<void>) {
  const disk = await mountSmallDisk(options);
  const other = await openPlace();
  const place: Place = { ...other, dataFolder: disk.folder, env: { ...other.env, CHANCERY_DATA_DIR: disk.folder } };
  let registry: Registry | undefined;
  try {
    registry = await openRegistry(place);
    await registry.maker.mutate("models.create", { team, name: "squeezed" });
    await work({ ...registry, disk });
    expect(await registry.server.stop()).toBe(0);
    const { code, output } = await runServer({ place, args: ["--fsck", "--blobs"] });
    expect(code, output).toBe(0);
  } finally {
    await registry?.server.kill();
    await disk.remove();
    await other.remove();
  }
}

async function beginUpload(maker: Bearer, content: Buffer<ArrayBuffer>) {
  const { id: versionId } = await maker.mutate<{ id: string }>("versions.create", { model, kind: "files" });
  const sha256 = createHash("sha256").update(content).digest("hex");
  const json = { versionId, path: "model.bin", sizeBytes: content.length, sha256 };
  const { id } = (await maker.ok("/api/v1/uploads", { method: "POST", json })).body as { id: string };
  return {
    versionId,
    id,
    sha256,
    append: (offset: number, length = content.length) =>
      maker.send(`/api/v1/uploads/${id}`, {
        method: "PATCH",
        bytes: content.subarray(offset, offset + length),
        headers: { "upload-offset": String(offset), "content-type": "application/octet-stream" },
      }),
    finish: () => maker.send(`/api/v1/uploads/${id}/finish`, { method: "POST", json: {} }),
    offset: async () =>
      Number((await maker.ok(`/api/v1/uploads/${id}`, { method: "HEAD" })).headers.get("upload-offset")),
    appendWhile: (offset: number, meanwhile: () => Promise<void>) =>
      sendInTwo(maker, `/api/v1/uploads/${id}`, { bytes: content.subarray(offset), offset, meanwhile }),
    files: async () => (await maker.query<{ items: unknown[] }>("versions.files", { versionId })).items,
  };
}
/** What a request was refused with, by whichever transport: its status and reason. */
const refusedWith = async (work: Promise<unknown>) => {
  const refused = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(refused instanceof Refused)) throw new Error("it was not refused", { cause: refused });
  const { error } = refused.body as { error: { message: string; data: { reasons: { code: string }[] } } };
  return { status: refused.status, message: error.message, reason: error.data.reasons[0]?.code };
};
const namesIn = (folder: string) => readdir(folder, { recursive: true });

type InTwo = { readonly bytes: Buffer; readonly offset: number; meanwhile(): Promise<void> };
/** Sends half of a body, and the rest after `meanwhile`; answers the status. */
async function sendInTwo(
  maker: Bearer,
  path: string,
  { bytes, offset, meanwhile }: InTwo,
): Promise<number | undefined> {
  const sending = request(`${maker.url}${path}`, {
    method: "PATCH",
    headers: {
      ...maker.headers,
      "upload-offset": String(offset),
      "content-type": "application/octet-stream",
      "content-length": bytes.length,
    },
  });
  const answered = new Promise<number | undefined>((resolve, reject) => {
    sending.once("error", reject);
    sending.once("response", (answer) => resolve(answer.resume().statusCode));
  });
  const half = bytes.length >> 1;
  await new Promise((resolve) => sending.write(bytes.subarray(0, half), resolve));
  await new Promise((resolve) => setTimeout(resolve, 500));
  await meanwhile();
  sending.end(bytes.subarray(half));
  return answered;
}

/** Finishes what the disk refused, and reads it back. */
async function expectRecovered(maker: Bearer, upload: Awaited<ReturnType<typeof beginUpload>>, content: Buffer) {
  const offset = await upload.offset();
  if (offset < content.length) expect((await upload.append(offset)).status).toBe(204);
  expect((await upload.finish()).status).toBe(200);
  const { body } = await maker.ok(`/api/v1/versions/${upload.versionId}/files/model.bin`);
  expect((body as Buffer).equals(content)).toBe(true);
}

test("staging: a file that finds no room is refused with 507, first by the reserve, then by the disk itself, and goes on once there is room", async () => {
  await withSmallDisk("size=64m", async ({ maker, server, tokens, disk }) => {
    await test.step("the command says so in words, at once", async () => {
      const folder = await mkdtemp(join(tmpdir(), "chancery-large-"));
      await writeFile(join(folder, "large.bin"), Buffer.alloc(80 * mb, 7));
      const pushed = await chancery(["push", "large.bin", "--to", model, "--no-git"], {
        cwd: folder,
        home: join(folder, "home"),
        env: { CHANCERY_URL: server.url, CHANCERY_TOKEN: tokens.maker },
      });
      await rm(folder, { recursive: true });
      expect(pushed.code).toBe(1);
      expect(pushed.stderr).toContain("the registry has no room left for this file");
      expect(pushed.stderr).toContain("run the same command again: it continues where it stopped");
    });
    const content = Buffer.alloc(6 * mb, 1);
    const upload = await beginUpload(maker, content);
    expect((await upload.append(0, 2 * mb)).status).toBe(204);
    await test.step("the last twentieth is kept for the database", async () => {
      await disk.fill(4 * mb);
      expect(await upload.append(2 * mb)).toMatchObject(full);
      expect(await upload.offset()).toBe(2 * mb);
      await maker.mutate("models.create", { team, name: "acts-go-on" });
    });
    await test.step("filled by others in the middle of a body", async () => {
      await disk.empty();
      expect(await upload.appendWhile(2 * mb, () => disk.fill())).toBe(507);
      expect(await upload.offset()).toBeGreaterThanOrEqual(2 * mb);
      expect(await upload.files()).toEqual([]);
    });
    await disk.empty();
    await expectRecovered(maker, upload, content);
  });
});

test("blobs: a disk that takes no further file refuses the finish with 507, shows nothing, and finishes once it does", async () => {
  await withSmallDisk("size=64m", async ({ maker, disk }) => {
    const content = Buffer.from("bytes that are staged already");
    const upload = await beginUpload(maker, content);
    expect((await upload.append(0)).status).toBe(204);
    const before = await namesIn(join(disk.folder, "blobs"));
    await disk.holdNoMoreFiles(); // no folder can be made for the blob
    expect(await upload.finish()).toMatchObject(full);
    expect(await upload.files()).toEqual([]);
    expect(await namesIn(join(disk.folder, "blobs"))).toEqual(before);
    await disk.remount("nr_inodes=10000");
    await expectRecovered(maker, upload, content);
  });
});

test("the database: a full disk refuses every act with 507 and loses none, reads go on, and acts are taken again once there is room", async () => {
  await withSmallDisk("size=64m", async ({ maker, reviewer, server, disk }) => {
    const sealed = await beginUpload(maker, Buffer.from("weights"));
    await sealed.append(0);
    await sealed.finish();
    const { versionId } = sealed;
    await maker.mutate("versions.seal", { versionId });
    const reason = "Better on the holdout than what is there.";
    const asked = { versionId, stage: "production", reason };
    const { id: promotionId, number } = await maker.mutate<{ id: string; number: number }>("promotions.request", asked);
    const { digests: seen } = await reviewer.query<{ digests: object }>("promotions.get", { number });
    const vote = () =>
      reviewer.mutate("promotions.vote", { promotionId, decision: "approve", note: "Read and compared.", seen });
    const entries = async () =>
      (await maker.query<{ timeline: unknown[] }>("promotions.get", { number })).timeline.length;
    const before = await entries();
    await disk.fill();
    expect(await refusedWith(vote())).toEqual({
      status: 507,
      reason: "storage_full",
      message: "the registry's disk is full: nothing was written",
    });
    expect(await reviewer.query("promotions.get", { number })).toMatchObject({ state: "open", votes: [] });
    expect(await entries()).toBe(before);
    await test.step("reads go on; a download waits, because who reads what is noted first", async () => {
      expect((await maker.send(`/api/v1/resolve?ref=${model}@sha256:${await digestOf(maker, versionId)}`)).status).toBe(
        200,
      );
      expect((await maker.send(`/api/v1/versions/${versionId}/manifest`)).status).toBe(200);
      expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
      expect(await maker.send(`/api/v1/versions/${versionId}/files/model.bin`)).toMatchObject(full);
    });
    await disk.remount("size=96m");
    expect(await vote()).toMatchObject({ state: "executed" });
    expect((await maker.send(`/api/v1/versions/${versionId}/files/model.bin`)).status).toBe(200);
    // Checkpoints that could not be written left nothing beside the one that stands.
    expect((await readdir(disk.folder)).filter((name) => name.startsWith("checkpoint"))).toEqual(["checkpoint"]);
  });
});

const digestOf = async (maker: Bearer, versionId: string) =>
  (await maker.query<{ manifestDigest: string }>("versions.get", { versionId })).manifestDigest;
