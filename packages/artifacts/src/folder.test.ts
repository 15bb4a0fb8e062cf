import { randomBytes, randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync, existsSync } from "node:fs";
import { open, readFile, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";

import { openFolder } from "./folder.ts";
import type { Artifacts, Body } from "./ports.ts";
import { isStorageFailed, storageError } from "./refusals.ts";
import { reserveOn } from "./folder-staging.ts";
import { blobsConformance } from "./testing/blobs-conformance.ts";
import { stagingConformance } from "./testing/staging-conformance.ts";

const roots: string[] = [];
const newRoot = () => {
  const root = mkdtempSync(join(tmpdir(), "chancery-blobs-"));
  roots.push(root);
  return root;
};
afterEach(() => {
  vi.restoreAllMocks();
  for (const root of roots.splice(0)) rmSync(root, { recursive: true, force: true });
});

const reserveBytes = 0;
const blobPath = (root: string, sha256: string) => join(root, "blobs", sha256.slice(0, 2), sha256.slice(2, 4), sha256);
async function* bodyOf(...chunks: readonly Uint8Array[]): Body {
  yield* chunks;
}
/** Brings a small content in, as an upload. */
async function keep({ uploads: staging, blobs }: Artifacts, bytes: Uint8Array) {
  const id = randomUUID();
  await staging.begin(id);
  await staging.append(id, { offset: 0, body: bodyOf(bytes), limitBytes: bytes.length });
  return staging.commit(id, { sizeBytes: bytes.length }, blobs);
}
const reason = (code: string): unknown => expect.objectContaining({ reasons: [expect.objectContaining({ code })] });

stagingConformance("uploads in a folder", async () => {
  const root = newRoot();
  const open = async () => (await openFolder({ root, reserveBytes })).uploads;
  return { staging: await open(), reopen: open };
});

blobsConformance("blobs in a folder", async () => {
  const root = newRoot();
  const open = async () => (await openFolder({ root, reserveBytes })).blobs;
  const flipBit = async (sha256: string) => {
    const bytes = await readFile(blobPath(root, sha256));
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(blobPath(root, sha256), bytes);
  };
  return { blobs: await open(), folder: root, reopen: open, damage: flipBit };
});

/** The class behind every FileHandle, to watch or break its calls. */
async function fileHandles(
  root: string,
): Promise<{ datasync(): Promise<void>; sync(): Promise<void>; write(): Promise<unknown> }> {
  const file = await open(join(root, "probe"), "w");
  await file.close();
  return Object.getPrototypeOf(file) as never;
}
const fault = (code: string) => Object.assign(new Error(`${code}: injected`), { code, errno: -5, syscall: "fsync" });

describe("the folder", () => {
  it("lets nobody else in: folders 0700, files 0600, also in a folder found open to all", async () => {
    const root = newRoot();
    mkdirSync(join(root, "staging"), { mode: 0o777 });
    const { uploads: staging, blobs } = await openFolder({ root, reserveBytes });
    await staging.begin(randomUUID());
    await keep({ uploads: staging, blobs }, Buffer.from("x"));
    const found = readdirSync(root, { recursive: true, encoding: "utf8" }).map((name) => statSync(join(root, name)));
    expect(found).toHaveLength(6);
    for (const entry of found) expect(entry.mode & 0o777).toBe(entry.isDirectory() ? 0o700 : 0o600);
  });

  it("follows no link planted in staging", async () => {
    const root = newRoot();
    const { uploads: staging } = await openFolder({ root, reserveBytes });
    const [id, dangling] = [randomUUID(), randomUUID()];
    writeFileSync(join(root, "victim"), "precious");
    symlinkSync(join(root, "victim"), join(root, "staging", id));
    symlinkSync(join(root, "new"), join(root, "staging", dangling));
    await expect(staging.begin(id)).rejects.toEqual(reason("upload_exists"));
    await expect(staging.begin(dangling)).rejects.toEqual(reason("upload_exists"));
    await expect(staging.append(id, { offset: 8, body: bodyOf(Buffer.from("x")), limitBytes: 9 })).rejects.toEqual(
      reason("upload_unknown"),
    );
    await expect(staging.offset(id)).rejects.toEqual(reason("upload_unknown"));
    expect(await readFile(join(root, "victim"), "utf8")).toBe("precious");
    expect(existsSync(join(root, "new"))).toBe(false);
    await staging.discard(id);
    expect(existsSync(join(root, "victim"))).toBe(true);
  });

  it("serves no link planted among the blobs", async () => {
    const root = newRoot();
    const { uploads: staging, blobs } = await openFolder({ root, reserveBytes });
    const { sha256 } = await keep({ uploads: staging, blobs }, Buffer.from("x"));
    rmSync(blobPath(root, sha256));
    writeFileSync(join(root, "victim"), "secret");
    symlinkSync(join(root, "victim"), blobPath(root, sha256));
    expect(await blobs.stat(sha256)).toBeUndefined();
    await expect(blobs.open(sha256)).rejects.toEqual(reason("blob_unknown"));
  });

  it("refuses to open where a file or link stands for a folder", async () => {
    const root = newRoot();
    symlinkSync(tmpdir(), join(root, "staging"));
    await expect(openFolder({ root, reserveBytes })).rejects.toThrow("is not a folder");
  });

  it("counts bytes of a crashed process, which are found in the file", async () => {
    const root = newRoot();
    const { uploads: staging, blobs } = await openFolder({ root, reserveBytes });
    const id = randomUUID();
    await staging.begin(id);
    await staging.append(id, { offset: 0, body: bodyOf(Buffer.from("abc")), limitBytes: 10 });
    writeFileSync(join(root, "staging", id), "abcdef"); // another process's unacknowledged tail
    expect(await staging.offset(id)).toBe(6);
    await staging.commit(
      id,
      {
        sha256: "bef57ec7f53a6d40beb640a780a639c83bc29ac8a9816f1fc6c5c6dcd93c4721",
        sizeBytes: 6,
      },
      blobs,
    );
  });

  it("sweeps by the file's own time", async () => {
    const root = newRoot();
    const { uploads: staging } = await openFolder({ root, reserveBytes });
    const id = randomUUID();
    await staging.begin(id);
    const yesterday = new Date(Date.now() - 86_400_000);
    await utimes(join(root, "staging", id), yesterday, yesterday);
    expect(await staging.sweep({ olderThan: new Date(Date.now() - 3_600_000) })).toEqual([id]);
    expect(readdirSync(join(root, "staging"))).toEqual([]);
  });
});

describe("durability", () => {
  it("syncs what it answers: bytes at the end of an append, file and folder at commit", async () => {
    const root = newRoot();
    const { uploads: staging, blobs } = await openFolder({ root, reserveBytes });
    const handles = await fileHandles(root);
    const [datasync, sync] = [vi.spyOn(handles, "datasync"), vi.spyOn(handles, "sync")];
    const id = randomUUID();
    await staging.begin(id);
    expect(sync).toHaveBeenCalledTimes(1); // the staging folder
    await staging.append(id, { offset: 0, body: bodyOf(Buffer.from("abc")), limitBytes: 3 });
    expect(datasync.mock.calls.length).toBeGreaterThanOrEqual(1);
    const before = sync.mock.calls.length;
    await staging.commit(
      id,
      {
        sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        sizeBytes: 3,
      },
      blobs,
    );
    expect(sync.mock.calls.length - before).toBe(4); // file, blobs, blobs/ab, blobs/ab/cd
  });

  it("syncs at least every 64 MiB while a long body runs", async () => {
    const root = newRoot();
    const { uploads: staging } = await openFolder({ root, reserveBytes });
    const datasync = vi.spyOn(await fileHandles(root), "datasync");
    const id = randomUUID();
    await staging.begin(id);
    const chunk = randomBytes(1 << 20);
    const body = (async function* () {
      for (let n = 0; n < 200; n++) yield chunk;
    })();
    await staging.append(id, { offset: 0, body, limitBytes: 200 << 20 });
    expect(datasync.mock.calls.length).toBe(4); // at 64, 128, 192 and 200 MiB
  });

  it("answers a failed fsync with storage_failed and takes back what was not synced", async () => {
    const root = newRoot();
    const { uploads: staging } = await openFolder({ root, reserveBytes });
    const id = randomUUID();
    await staging.begin(id);
    await staging.append(id, { offset: 0, body: bodyOf(Buffer.from("abc")), limitBytes: 10 });
    vi.spyOn(await fileHandles(root), "datasync").mockRejectedValueOnce(fault("EIO"));
    const sent = staging.append(id, { offset: 3, body: bodyOf(Buffer.from("def")), limitBytes: 10 });
    await expect(sent).rejects.toSatisfy(isStorageFailed);
    expect(await staging.offset(id)).toBe(3);
  });

  it("shows no blob whose fsync failed", async () => {
    const root = newRoot();
    const { uploads: staging, blobs } = await openFolder({ root, reserveBytes });
    const handles = await fileHandles(root);
    const id = randomUUID();
    await staging.begin(id);
    await staging.append(id, { offset: 0, body: bodyOf(Buffer.from("abc")), limitBytes: 3 });
    vi.spyOn(handles, "sync").mockRejectedValueOnce(fault("EIO"));
    const sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    await expect(staging.commit(id, { sha256, sizeBytes: 3 }, blobs)).rejects.toSatisfy(isStorageFailed);
    expect(await blobs.stat(sha256)).toBeUndefined();
  });
});

describe("room", () => {
  it("is refused below the reserve, and taken again once there is some", async () => {
    const root = newRoot();
    const { uploads: full } = await openFolder({ root, reserveBytes: Number.MAX_SAFE_INTEGER });
    const id = randomUUID();
    await full.begin(id);
    const appended = { offset: 0, limitBytes: 3 };
    await expect(full.append(id, { ...appended, body: bodyOf(Buffer.from("abc")) })).rejects.toEqual(
      reason("storage_full"),
    );
    expect(await full.offset(id)).toBe(0);
    const { uploads: roomy } = await openFolder({ root, reserveBytes });
    expect(await roomy.append(id, { ...appended, body: bodyOf(Buffer.from("abc")) })).toBe(3);
  });

  it("is kept by the gigabyte, or by the twentieth on a device that is not so large", () => {
    expect(reserveOn(100 * 2 ** 30)).toBe(2 ** 30);
    expect(reserveOn(2 ** 30)).toBeLessThan(2 ** 26);
    expect(reserveOn(2 ** 26)).toBe(2 ** 26 / 20);
  });

  it("is refused for a file larger than what is free", async () => {
    const { uploads: staging } = await openFolder({ root: newRoot(), reserveBytes });
    const id = randomUUID();
    await staging.begin(id);
    const sent = staging.append(id, { offset: 0, body: bodyOf(Buffer.from("abc")), limitBytes: 2 ** 52 });
    await expect(sent).rejects.toEqual(reason("storage_full"));
  });

  it("running out in the middle keeps the upload, which goes on when there is room again", async () => {
    const root = newRoot();
    const { uploads: staging, blobs } = await openFolder({ root, reserveBytes });
    const id = randomUUID();
    await staging.begin(id);
    await staging.append(id, { offset: 0, body: bodyOf(Buffer.from("abc")), limitBytes: 10 });
    vi.spyOn(await fileHandles(root), "write").mockRejectedValueOnce(fault("ENOSPC"));
    const sent = staging.append(id, { offset: 3, body: bodyOf(Buffer.from("def")), limitBytes: 10 });
    await expect(sent).rejects.toEqual(reason("storage_full"));
    expect(await staging.offset(id)).toBe(3);
    await staging.append(id, { offset: 3, body: bodyOf(Buffer.from("def")), limitBytes: 10 });
    await staging.commit(
      id,
      {
        sha256: "bef57ec7f53a6d40beb640a780a639c83bc29ac8a9816f1fc6c5c6dcd93c4721",
        sizeBytes: 6,
      },
      blobs,
    );
  });

  it("is told apart from a failing device, and both from our own mistakes", () => {
    expect(storageError(fault("EDQUOT"))).toEqual(reason("storage_full"));
    expect(storageError(fault("EROFS"))).toEqual(reason("storage_failed"));
    const mistake = new TypeError("x is not a function");
    expect(storageError(mistake)).toBe(mistake);
    expect(isStorageFailed(mistake)).toBe(false);
  });
});
