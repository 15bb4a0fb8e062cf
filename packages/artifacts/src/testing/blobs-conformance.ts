// What every Blobs must do, run by each implementation's suite.
import { randomBytes, randomUUID } from "node:crypto";
import { access, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Blobs } from "../ports.ts";
import { intact, refusal, sha256Of } from "./bodies.ts";

/** `reopen` gives a second one over the same contents, as after a restart; `damage` flips one bit of a blob at rest. `folder` is on the device that files come from. */
export type BlobsUnderTest = {
  readonly blobs: Blobs;
  readonly folder?: string;
  reopen(): Promise<Blobs>;
  damage(sha256: string): Promise<void>;
};

export function blobsConformance(name: string, open: () => Promise<BlobsUnderTest>): void {
  describe(name, () => {
    let under: BlobsUnderTest;
    let blobs: Blobs;
    let folder: string;
    beforeEach(async () => {
      under = await open();
      blobs = under.blobs;
      folder = await mkdtemp(join(under.folder ?? tmpdir(), "files-"));
    });
    afterEach(() => rm(folder, { recursive: true, force: true }));
    const fileOf = async (bytes: Uint8Array) => {
      const path = join(folder, randomUUID());
      await writeFile(path, bytes);
      return path;
    };
    const stored = async (bytes: Uint8Array) => {
      const sha256 = sha256Of(bytes);
      await blobs.putFile(await fileOf(bytes), { sha256, sizeBytes: bytes.length });
      return sha256;
    };
    const read = async (sha256: string, range?: { start: number; end: number }) =>
      buffer((await blobs.open(sha256, range)).stream);

    describe("storing", () => {
      it("takes the file over and has it after a restart", async () => {
        const bytes = randomBytes(1000);
        const [sha256, path] = [sha256Of(bytes), await fileOf(bytes)];
        await blobs.putFile(path, { sha256, sizeBytes: 1000 });
        await expect(access(path)).rejects.toThrow("ENOENT");
        blobs = await under.reopen();
        expect(await blobs.stat(sha256)).toEqual({ sizeBytes: 1000 });
        expect((await read(sha256)).equals(bytes)).toBe(true);
      });

      it("stores equal bytes once and heals a rotten copy", async () => {
        const bytes = randomBytes(1000);
        const sha256 = await stored(bytes);
        await under.damage(sha256);
        expect(await intact(blobs, sha256)).toBe(false);
        expect(await stored(bytes)).toBe(sha256);
        expect(await intact(blobs, sha256)).toBe(true);
      });

      it("takes a file of no bytes", async () => {
        const sha256 = await stored(Buffer.alloc(0));
        expect(await blobs.stat(sha256)).toEqual({ sizeBytes: 0 });
        expect(await read(sha256)).toHaveLength(0);
      });

      it("refuses a name that is no digest, and leaves the file", async () => {
        const path = await fileOf(Buffer.from("abc"));
        for (const sha256 of ["../../etc/passwd", "", "A".repeat(64)])
          await expect(blobs.putFile(path, { sha256, sizeBytes: 3 })).rejects.toEqual(
            refusal("NOT_FOUND", "blob_unknown"),
          );
        await access(path);
      });
    });

    describe("deleting", () => {
      it("frees one blob and no other, and may be repeated", async () => {
        const [gone, kept] = [await stored(randomBytes(10)), await stored(randomBytes(10))];
        await blobs.delete(gone);
        await blobs.delete(gone);
        await blobs.delete("0".repeat(64));
        await blobs.delete("../../etc/passwd");
        expect(await blobs.stat(gone)).toBeUndefined();
        await expect(blobs.open(gone)).rejects.toEqual(refusal("NOT_FOUND", "blob_unknown"));
        expect(await intact(blobs, kept)).toBe(true);
        expect(await (await under.reopen()).stat(gone)).toBeUndefined();
      });

      it("stores what was deleted anew", async () => {
        const bytes = randomBytes(10);
        await blobs.delete(await stored(bytes));
        expect((await read(await stored(bytes))).equals(bytes)).toBe(true);
      });
    });

    describe("reading", () => {
      it("gives exactly the range", async () => {
        const bytes = randomBytes(3_000_000);
        const sha256 = await stored(bytes);
        for (const [start, end] of [
          [0, 0],
          [0, 2_999_999],
          [1_048_575, 1_048_576],
          [2_999_999, 2_999_999],
        ] as const)
          expect((await read(sha256, { start, end })).equals(bytes.subarray(start, end + 1))).toBe(true);
        const { sizeBytes, stream } = await blobs.open(sha256);
        expect(sizeBytes).toBe(3_000_000);
        stream.destroy();
      });

      it("refuses a range beyond the blob, naming its size", async () => {
        const sha256 = await stored(Buffer.from("abc"));
        for (const [start, end] of [
          [0, 3],
          [3, 3],
          [-1, 1],
          [2, 1],
          [0, Number.NaN],
        ] as const)
          await expect(blobs.open(sha256, { start, end })).rejects.toEqual(
            refusal("INVALID_INPUT", "range_outside", { sizeBytes: 3 }),
          );
      });

      it("refuses what is not stored, alike for names that are no digests", async () => {
        for (const sha256 of ["0".repeat(64), "../../etc/passwd", "", "A".repeat(64)]) {
          expect(await blobs.stat(sha256)).toBeUndefined();
          await expect(blobs.open(sha256)).rejects.toEqual(refusal("NOT_FOUND", "blob_unknown"));
          await expect(intact(blobs, sha256)).rejects.toEqual(refusal("NOT_FOUND", "blob_unknown"));
        }
      });

      it("finds one flipped bit", async () => {
        const sha256 = await stored(randomBytes(2_500_000));
        expect(await intact(blobs, sha256)).toBe(true);
        await under.damage(sha256);
        expect(await intact(blobs, sha256)).toBe(false);
      });
    });
  });
}
