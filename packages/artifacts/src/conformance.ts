// What every BlobStore must do, run by each implementation's suite.
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { isChanceryError } from "@chancery/core";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import type { BlobStore, Body } from "./blob-store.ts";

/** `reopen` gives a second store over the same contents, as after a restart; `damage` flips one bit of a blob at rest. */
export type StoreUnderTest = {
  readonly store: BlobStore;
  reopen(): Promise<BlobStore>;
  damage(sha256: string): Promise<void>;
};

const sha256Of = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const bodyOf = (...chunks: readonly Uint8Array[]): Body => Readable.from(chunks);
/** Gives the chunks, then breaks off as a lost connection does. */
async function* cutAfter(...chunks: readonly Uint8Array[]): Body {
  yield* chunks;
  await Promise.reject(new Error("connection lost"));
}
/** Gives the chunks, then nothing more and no end. */
async function* stalledAfter(...chunks: readonly Uint8Array[]): Body {
  yield* chunks;
  await new Promise(() => undefined);
}
const cutUp = (bytes: Uint8Array, cuts: readonly number[]) => {
  const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return at.slice(1).map((end, n) => bytes.subarray(at[n], end));
};
const refusal = (code: string, reason: string, facts: object = {}): unknown =>
  expect.objectContaining({ code, reasons: [expect.objectContaining({ code: reason })], facts });

export function blobStoreConformance(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(name, () => {
    let under: StoreUnderTest;
    let store: BlobStore;
    beforeEach(async () => {
      under = await open();
      store = under.store;
    });
    const begun = async () => {
      const id = randomUUID();
      await store.begin(id);
      return id;
    };
    const append = (id: string, offset: number, body: Body, limitBytes = 1_000_000) =>
      store.append(id, { offset, body, limitBytes });
    const read = async (sha256: string, range?: { start: number; end: number }) =>
      buffer((await store.open(sha256, range)).stream);
    const uploaded = async (bytes: Uint8Array) => {
      const id = await begun();
      await append(id, 0, bodyOf(bytes), bytes.length);
      await store.commit(id, { sha256: sha256Of(bytes), sizeBytes: bytes.length });
      return sha256Of(bytes);
    };

    describe("uploading", () => {
      it("gives back the same bytes, however they were cut up and wherever the connection broke", async () => {
        const bytes = fc.uint8Array({ maxLength: 5000 });
        await fc.assert(
          fc.asyncProperty(
            bytes,
            fc.array(fc.nat(), { maxLength: 6 }),
            fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
            async (content, cuts, coins) => {
              const id = await begun();
              let offset = 0;
              for (const [n, piece] of cutUp(content, cuts).entries()) {
                const [first, ...rest] = cutUp(piece, [piece.length >> 1]);
                const isCut = coins[n] === true;
                const sent = append(id, offset, isCut ? cutAfter(first!, ...rest) : bodyOf(first!, ...rest));
                if (isCut) await expect(sent).rejects.toThrow("connection lost");
                offset = isCut ? await store.offset(id) : await sent;
              }
              await store.commit(id, { sha256: sha256Of(content), sizeBytes: content.length });
              expect(await read(sha256Of(content))).toEqual(Buffer.from(content));
            },
          ),
          { numRuns: 40 },
        );
      });

      it("goes on after a restart in the middle", async () => {
        const bytes = randomBytes(3_000_000);
        const id = await begun();
        await append(id, 0, bodyOf(bytes.subarray(0, 1_234_567)), bytes.length);
        store = await under.reopen();
        expect(await store.offset(id)).toBe(1_234_567);
        await append(id, 1_234_567, bodyOf(bytes.subarray(1_234_567)), bytes.length);
        store = await under.reopen();
        await store.commit(id, { sha256: sha256Of(bytes), sizeBytes: bytes.length });
        expect((await read(sha256Of(bytes))).equals(bytes)).toBe(true);
      });

      it("keeps what came before a cut", async () => {
        const id = await begun();
        await expect(append(id, 0, cutAfter(Buffer.from("abc"), Buffer.from("de")))).rejects.toThrow("connection lost");
        expect(await store.offset(id)).toBe(5);
        expect(await append(id, 5, bodyOf(Buffer.from("f")))).toBe(6);
        await store.commit(id, { sha256: sha256Of(Buffer.from("abcdef")), sizeBytes: 6 });
      });

      it("keeps what came before an abort, and ends at once though the body is stalled", async () => {
        const id = await begun();
        const signal = AbortSignal.timeout(20);
        const sent = store.append(id, { offset: 0, body: stalledAfter(Buffer.from("abc")), limitBytes: 10, signal });
        await expect(sent).rejects.toSatisfy((cause) => cause === signal.reason);
        expect(await append(id, 3, bodyOf(Buffer.from("d")))).toBe(4);
      });

      it("takes a file of no bytes", async () => {
        const id = await begun();
        await store.commit(id, { sha256: sha256Of(Buffer.alloc(0)), sizeBytes: 0 });
        expect(await read(sha256Of(Buffer.alloc(0)))).toHaveLength(0);
      });

      it("refuses a gap and a repetition, naming the right offset", async () => {
        const id = await begun();
        await append(id, 0, bodyOf(Buffer.from("abc")));
        for (const offset of [0, 2, 4])
          await expect(append(id, offset, bodyOf(Buffer.from("x")))).rejects.toEqual(
            refusal("CONFLICT", "offset_mismatch", { offset: 3 }),
          );
        expect(await store.offset(id)).toBe(3);
      });

      it("refuses a second writer, and takes the next one after the first has ended or broken off", async () => {
        const id = await begun();
        let release = () => undefined as void;
        const released = new Promise<void>((resolve) => (release = resolve));
        async function* slow(): Body {
          yield Buffer.from("abc");
          await released;
          throw new Error("connection lost");
        }
        const first = append(id, 0, slow());
        await expect(append(id, 0, bodyOf(Buffer.from("x")))).rejects.toEqual(refusal("CONFLICT", "upload_busy"));
        await expect(store.discard(id)).rejects.toEqual(refusal("CONFLICT", "upload_busy"));
        await expect(store.commit(id, { sha256: sha256Of(Buffer.from("abc")), sizeBytes: 3 })).rejects.toEqual(
          refusal("CONFLICT", "upload_busy"),
        );
        release();
        await expect(first).rejects.toThrow("connection lost");
        expect(await append(id, 3, bodyOf(Buffer.from("d")))).toBe(4);
      });

      it("never mixes writers that race", async () => {
        const bytes = randomBytes(200_000);
        const id = await begun();
        const attempt = async () => {
          for (;;) {
            const offset = await store.offset(id);
            if (offset === bytes.length) return;
            const body = Math.random() < 0.5 ? bodyOf : cutAfter;
            await append(id, offset, body(bytes.subarray(offset, offset + 40_000)), bytes.length).catch(
              () => undefined,
            );
            await new Promise((resolve) => setImmediate(resolve)); // a refusal costs no I/O: let the writer work
          }
        };
        await Promise.all([attempt(), attempt(), attempt()]);
        await store.commit(id, { sha256: sha256Of(bytes), sizeBytes: bytes.length });
        expect(await store.verify(sha256Of(bytes))).toBe(true);
      });

      it("refuses a body beyond the limit and stays as it was", async () => {
        const id = await begun();
        await append(id, 0, bodyOf(Buffer.from("abc")), 5);
        await expect(append(id, 3, bodyOf(Buffer.from("d"), Buffer.from("ef")), 5)).rejects.toEqual(
          refusal("INVALID_INPUT", "body_too_long"),
        );
        const large = bodyOf(randomBytes(1_500_000), randomBytes(1_500_000));
        await expect(append(id, 3, large, 2_000_000)).rejects.toEqual(refusal("INVALID_INPUT", "body_too_long"));
        expect(await store.offset(id)).toBe(3);
        expect(await append(id, 3, bodyOf(Buffer.from("de")), 5)).toBe(5);
        await store.commit(id, { sha256: sha256Of(Buffer.from("abcde")), sizeBytes: 5 });
      });

      it("refuses unknown uploads, alike for ids that are no ids", async () => {
        for (const id of [randomUUID(), "../blobs", "", "a/b", "x".repeat(10_000_000)]) {
          const unknown = refusal("NOT_FOUND", "upload_unknown");
          await expect(store.offset(id)).rejects.toEqual(unknown);
          await expect(append(id, 0, bodyOf())).rejects.toEqual(unknown);
          await expect(store.commit(id, { sha256: sha256Of(Buffer.from(id)), sizeBytes: 1 })).rejects.toEqual(unknown);
        }
      });

      it("refuses to begin one upload twice", async () => {
        await expect(store.begin(await begun()))
          .resolves.toBeUndefined()
          .catch(() => undefined);
        const id = await begun();
        await append(id, 0, bodyOf(Buffer.from("abc")));
        await expect(store.begin(id)).rejects.toEqual(refusal("CONFLICT", "upload_exists"));
        expect(await store.offset(id)).toBe(3);
      });
    });

    describe("committing", () => {
      it("refuses a truncated upload, which can go on", async () => {
        const id = await begun();
        await append(id, 0, bodyOf(Buffer.from("abc")));
        const promised = { sha256: sha256Of(Buffer.from("abcd")), sizeBytes: 4 };
        await expect(store.commit(id, promised)).rejects.toEqual(
          refusal("CONFLICT", "upload_incomplete", { offset: 3 }),
        );
        expect(await store.has(promised.sha256)).toBe(false);
        await append(id, 3, bodyOf(Buffer.from("d")));
        await store.commit(id, promised);
        expect(await store.has(promised.sha256)).toBe(true);
      });

      it("refuses a wrong digest and keeps nothing", async () => {
        const id = await begun();
        await append(id, 0, bodyOf(Buffer.from("abc")));
        const promised = { sha256: sha256Of(Buffer.from("abd")), sizeBytes: 3 };
        await expect(store.commit(id, promised)).rejects.toEqual(refusal("INVALID_INPUT", "digest_mismatch"));
        expect(await store.has(promised.sha256)).toBe(false);
        expect(await store.has(sha256Of(Buffer.from("abc")))).toBe(false);
        await expect(store.offset(id)).rejects.toEqual(refusal("NOT_FOUND", "upload_unknown"));
      });

      it("refuses a right digest with a wrong size", async () => {
        const id = await begun();
        await append(id, 0, bodyOf(Buffer.from("abc")));
        await expect(store.commit(id, { sha256: sha256Of(Buffer.from("abc")), sizeBytes: 2 })).rejects.toEqual(
          refusal("INVALID_INPUT", "digest_mismatch"),
        );
      });

      it("can be repeated after it succeeded, also after a restart", async () => {
        const bytes = Buffer.from("abc");
        const id = await begun();
        await append(id, 0, bodyOf(bytes));
        await store.commit(id, { sha256: sha256Of(bytes), sizeBytes: 3 });
        await store.commit(id, { sha256: sha256Of(bytes), sizeBytes: 3 });
        await (await under.reopen()).commit(id, { sha256: sha256Of(bytes), sizeBytes: 3 });
        await expect(store.offset(id)).rejects.toEqual(refusal("NOT_FOUND", "upload_unknown"));
      });

      it("stores equal bytes once and heals a rotten copy", async () => {
        const bytes = randomBytes(1000);
        const sha256 = await uploaded(bytes);
        await under.damage(sha256);
        expect(await store.verify(sha256)).toBe(false);
        expect(await uploaded(bytes)).toBe(sha256);
        expect(await store.verify(sha256)).toBe(true);
      });

      it("leaves nothing of a discarded upload", async () => {
        const id = await begun();
        await append(id, 0, bodyOf(Buffer.from("abc")));
        await store.discard(id);
        await store.discard(id);
        await expect(store.offset(id)).rejects.toEqual(refusal("NOT_FOUND", "upload_unknown"));
      });
    });

    describe("reading", () => {
      it("gives exactly the range", async () => {
        const bytes = randomBytes(3_000_000);
        const sha256 = await uploaded(bytes);
        for (const [start, end] of [
          [0, 0],
          [0, 2_999_999],
          [1_048_575, 1_048_576],
          [2_999_999, 2_999_999],
        ] as const)
          expect((await read(sha256, { start, end })).equals(bytes.subarray(start, end + 1))).toBe(true);
        const { sizeBytes, stream } = await store.open(sha256);
        expect(sizeBytes).toBe(3_000_000);
        stream.destroy();
      });

      it("refuses a range beyond the blob, naming its size", async () => {
        const sha256 = await uploaded(Buffer.from("abc"));
        for (const [start, end] of [
          [0, 3],
          [3, 3],
          [-1, 1],
          [2, 1],
          [0, Number.NaN],
        ] as const)
          await expect(store.open(sha256, { start, end })).rejects.toEqual(
            refusal("INVALID_INPUT", "range_outside", { sizeBytes: 3 }),
          );
      });

      it("refuses what is not stored, alike for names that are no digests", async () => {
        for (const sha256 of ["0".repeat(64), "../../etc/passwd", "", "A".repeat(64)]) {
          expect(await store.has(sha256)).toBe(false);
          await expect(store.open(sha256)).rejects.toEqual(refusal("NOT_FOUND", "blob_unknown"));
          await expect(store.verify(sha256)).rejects.toEqual(refusal("NOT_FOUND", "blob_unknown"));
        }
      });

      it("finds one flipped bit", async () => {
        const sha256 = await uploaded(randomBytes(2_500_000));
        expect(await store.verify(sha256)).toBe(true);
        await under.damage(sha256);
        expect(await store.verify(sha256)).toBe(false);
      });

      it("stores small contents of the server itself", async () => {
        const content = await store.put(Buffer.from("a card"));
        expect(content).toEqual({ sha256: sha256Of(Buffer.from("a card")), sizeBytes: 6 });
        expect((await read(content.sha256)).toString()).toBe("a card");
        expect(await store.put(Buffer.from("a card"))).toEqual(content);
        expect((await store.put(new Uint8Array(0))).sizeBytes).toBe(0);
      });
    });

    describe("sweeping", () => {
      it("discards uploads that rest since before the time given, and no others", async () => {
        const [old, fresh] = [await begun(), await begun()];
        await append(old, 0, bodyOf(Buffer.from("abc")));
        // A file's time may lag the clock by a tick of the kernel, 10 ms: the time given stays well away of both.
        await new Promise((resolve) => setTimeout(resolve, 200));
        const olderThan = new Date(Date.now() - 100);
        await append(fresh, 0, bodyOf(Buffer.from("abc")));
        expect(await store.sweep({ olderThan })).toEqual([old]);
        expect(await store.offset(fresh)).toBe(3);
      });

      it("leaves an upload that is being written", async () => {
        const id = await begun();
        const stop = new AbortController();
        const body = stalledAfter(Buffer.from("abc"));
        const sent = store.append(id, { offset: 0, body, limitBytes: 3, signal: stop.signal });
        await new Promise((resolve) => setTimeout(resolve, 100));
        expect(await store.sweep({ olderThan: new Date(Date.now() + 60_000) })).toEqual([]);
        stop.abort();
        await expect(sent).rejects.toSatisfy((error) => !isChanceryError(error));
        expect(await store.offset(id)).toBe(3);
      });
    });
  });
}
