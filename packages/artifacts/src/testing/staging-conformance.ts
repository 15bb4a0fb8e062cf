// What every Staging must do, run by each implementation's suite.
import { randomBytes, randomUUID } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { isChanceryError } from "@chancery/core";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import type { Blobs, Body, Promised, Staging } from "../ports.ts";
import { intact, bodyOf, cutAfter, cutUp, refusal, sha256Of, stalledAfter } from "./bodies.ts";
import { memoryBlobs } from "./memory.ts";

/** `reopen` gives a second one over the same uploads, as after a restart. */
export type StagingUnderTest = { readonly staging: Staging; reopen(): Promise<Staging> };

export function stagingConformance(name: string, open: () => Promise<StagingUnderTest>): void {
  describe(name, () => {
    let under: StagingUnderTest;
    let staging: Staging;
    let blobs: Blobs;
    beforeEach(async () => {
      under = await open();
      staging = under.staging;
      blobs = memoryBlobs();
    });
    const begun = async () => {
      const id = randomUUID();
      await staging.begin(id);
      return id;
    };
    const append = (id: string, offset: number, body: Body, limitBytes = 1_000_000) =>
      staging.append(id, { offset, body, limitBytes });
    const read = async (sha256: string, range?: { start: number; end: number }) =>
      buffer((await blobs.open(sha256, range)).stream);
    const commit = (id: string, promised: Promised) => staging.commit(id, promised, blobs);
    const has = async (sha256: string) => (await blobs.stat(sha256)) !== undefined;

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
                offset = isCut ? await staging.offset(id) : await sent;
              }
              await commit(id, { sha256: sha256Of(content), sizeBytes: content.length });
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
        staging = await under.reopen();
        expect(await staging.offset(id)).toBe(1_234_567);
        await append(id, 1_234_567, bodyOf(bytes.subarray(1_234_567)), bytes.length);
        staging = await under.reopen();
        await commit(id, { sha256: sha256Of(bytes), sizeBytes: bytes.length });
        expect((await read(sha256Of(bytes))).equals(bytes)).toBe(true);
      });

      it("lets a writer that was taken over from write nothing more that counts", async () => {
        const id = await begun();
        let goOn = () => undefined as void;
        const stalled = new Promise<void>((resolve) => (goOn = resolve));
        const first = Buffer.from("a".repeat(1 << 20)); // as much as is written at once
        const late = async function* () {
          yield first;
          await stalled;
          yield Buffer.from("late");
        };
        const taken = append(id, 0, late(), 2_000_000);
        const other = await under.reopen();
        while ((await other.offset(id)) < first.length) await new Promise((resolve) => setImmediate(resolve));
        await other.takeOver(id, { mayStillWrite: true });
        const rest = Buffer.from("rest");
        await other.append(id, { offset: first.length, body: bodyOf(rest), limitBytes: 2_000_000 });
        goOn();
        await taken.catch(() => undefined);
        const content = Buffer.concat([first, rest]);
        const promised = { sizeBytes: content.length };
        expect((await other.commit(id, promised, blobs)).sha256).toBe(sha256Of(content));
        expect((await read(sha256Of(content))).equals(content)).toBe(true);
      });

      it("believes nothing that it remembers once another process may have written", async () => {
        const id = await begun();
        await append(id, 0, bodyOf(Buffer.from("abc")));
        const other = await under.reopen();
        await other.discard(id);
        await other.begin(id);
        await other.append(id, { offset: 0, body: bodyOf(Buffer.from("ABC")), limitBytes: 10 });
        await staging.takeOver(id, { mayStillWrite: false });
        expect((await commit(id, { sizeBytes: 3 })).sha256).toBe(sha256Of(Buffer.from("ABC")));
        await expect(staging.takeOver(randomUUID(), { mayStillWrite: true })).resolves.toBeUndefined();
      });

      it("keeps what came before a cut", async () => {
        const id = await begun();
        await expect(append(id, 0, cutAfter(Buffer.from("abc"), Buffer.from("de")))).rejects.toThrow("connection lost");
        expect(await staging.offset(id)).toBe(5);
        expect(await append(id, 5, bodyOf(Buffer.from("f")))).toBe(6);
        await commit(id, { sha256: sha256Of(Buffer.from("abcdef")), sizeBytes: 6 });
      });

      it("keeps what came before an abort, and ends at once though the body is stalled", async () => {
        const id = await begun();
        const signal = AbortSignal.timeout(20);
        const sent = staging.append(id, { offset: 0, body: stalledAfter(Buffer.from("abc")), limitBytes: 10, signal });
        await expect(sent).rejects.toSatisfy((cause) => cause === signal.reason);
        expect(await append(id, 3, bodyOf(Buffer.from("d")))).toBe(4);
      });

      it("takes a file of no bytes", async () => {
        const id = await begun();
        await commit(id, { sha256: sha256Of(Buffer.alloc(0)), sizeBytes: 0 });
        expect(await read(sha256Of(Buffer.alloc(0)))).toHaveLength(0);
      });

      it("refuses a gap and a repetition, naming the right offset", async () => {
        const id = await begun();
        await append(id, 0, bodyOf(Buffer.from("abc")));
        for (const offset of [0, 2, 4])
          await expect(append(id, offset, bodyOf(Buffer.from("x")))).rejects.toEqual(
            refusal("CONFLICT", "offset_mismatch", { offset: 3 }),
          );
        expect(await staging.offset(id)).toBe(3);
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
        await expect(staging.discard(id)).rejects.toEqual(refusal("CONFLICT", "upload_busy"));
        await expect(commit(id, { sha256: sha256Of(Buffer.from("abc")), sizeBytes: 3 })).rejects.toEqual(
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
            const offset = await staging.offset(id);
            if (offset === bytes.length) return;
            const body = Math.random() < 0.5 ? bodyOf : cutAfter;
            await append(id, offset, body(bytes.subarray(offset, offset + 40_000)), bytes.length).catch(
              () => undefined,
            );
            await new Promise((resolve) => setImmediate(resolve)); // a refusal costs no I/O: let the writer work
          }
        };
        await Promise.all([attempt(), attempt(), attempt()]);
        await commit(id, { sha256: sha256Of(bytes), sizeBytes: bytes.length });
        expect(await intact(blobs, sha256Of(bytes))).toBe(true);
      });

      it("refuses a body beyond the limit and stays as it was", async () => {
        const id = await begun();
        await append(id, 0, bodyOf(Buffer.from("abc")), 5);
        await expect(append(id, 3, bodyOf(Buffer.from("d"), Buffer.from("ef")), 5)).rejects.toEqual(
          refusal("INVALID_INPUT", "body_too_long"),
        );
        const large = bodyOf(randomBytes(1_500_000), randomBytes(1_500_000));
        await expect(append(id, 3, large, 2_000_000)).rejects.toEqual(refusal("INVALID_INPUT", "body_too_long"));
        expect(await staging.offset(id)).toBe(3);
        expect(await append(id, 3, bodyOf(Buffer.from("de")), 5)).toBe(5);
        await commit(id, { sha256: sha256Of(Buffer.from("abcde")), sizeBytes: 5 });
      });

      it("refuses unknown uploads, alike for ids that are no ids", async () => {
        for (const id of [randomUUID(), "../blobs", "", "a/b", "x".repeat(10_000_000)]) {
          const unknown = refusal("NOT_FOUND", "upload_unknown");
          await expect(staging.offset(id)).rejects.toEqual(unknown);
          await expect(append(id, 0, bodyOf())).rejects.toEqual(unknown);
          await expect(commit(id, { sha256: sha256Of(Buffer.from(id)), sizeBytes: 1 })).rejects.toEqual(unknown);
        }
      });

      it("refuses to begin one upload twice", async () => {
        await expect(staging.begin(await begun()))
          .resolves.toBeUndefined()
          .catch(() => undefined);
        const id = await begun();
        await append(id, 0, bodyOf(Buffer.from("abc")));
        await expect(staging.begin(id)).rejects.toEqual(refusal("CONFLICT", "upload_exists"));
        expect(await staging.offset(id)).toBe(3);
      });
    });

    describe("committing", () => {
      it("refuses a truncated upload, which can go on", async () => {
        const id = await begun();
        await append(id, 0, bodyOf(Buffer.from("abc")));
        const promised = { sha256: sha256Of(Buffer.from("abcd")), sizeBytes: 4 };
        await expect(commit(id, promised)).rejects.toEqual(refusal("CONFLICT", "upload_incomplete", { offset: 3 }));
        expect(await has(promised.sha256)).toBe(false);
        await append(id, 3, bodyOf(Buffer.from("d")));
        await commit(id, promised);
        expect(await has(promised.sha256)).toBe(true);
      });

      it("refuses a wrong digest and keeps nothing", async () => {
        const id = await begun();
        await append(id, 0, bodyOf(Buffer.from("abc")));
        const promised = { sha256: sha256Of(Buffer.from("abd")), sizeBytes: 3 };
        await expect(commit(id, promised)).rejects.toEqual(refusal("INVALID_INPUT", "digest_mismatch"));
        expect(await has(promised.sha256)).toBe(false);
        expect(await has(sha256Of(Buffer.from("abc")))).toBe(false);
        await expect(staging.offset(id)).rejects.toEqual(refusal("NOT_FOUND", "upload_unknown"));
      });

      it("refuses a right digest with a wrong size", async () => {
        const id = await begun();
        await append(id, 0, bodyOf(Buffer.from("abc")));
        await expect(commit(id, { sha256: sha256Of(Buffer.from("abc")), sizeBytes: 2 })).rejects.toEqual(
          refusal("INVALID_INPUT", "digest_mismatch"),
        );
      });

      it("answers the digest of what came, whether or not one was promised, also after a restart", async () => {
        const content = { sha256: sha256Of(Buffer.from("abc")), sizeBytes: 3 };
        for (const promised of [content, { sizeBytes: 3 }])
          for (const isReopened of [false, true]) {
            const id = await begun();
            await append(id, 0, bodyOf(Buffer.from("abc")));
            if (isReopened) staging = await under.reopen();
            expect(await commit(id, promised)).toEqual(content);
          }
      });

      it("ends the upload: what is committed cannot be committed or appended to again", async () => {
        const id = await begun();
        await append(id, 0, bodyOf(Buffer.from("abc")));
        await commit(id, { sizeBytes: 3 });
        const unknown = refusal("NOT_FOUND", "upload_unknown");
        await expect(commit(id, { sizeBytes: 3 })).rejects.toEqual(unknown);
        await expect(append(id, 3, bodyOf(Buffer.from("d")))).rejects.toEqual(unknown);
        await expect(staging.offset(id)).rejects.toEqual(unknown);
      });

      it("keeps an upload that the blobs did not take, and hands it over the next time", async () => {
        const id = await begun();
        await append(id, 0, bodyOf(Buffer.from("abc")));
        const failing = { putFile: () => Promise.reject(new Error("the bucket is gone")) };
        await expect(staging.commit(id, { sizeBytes: 3 }, failing)).rejects.toThrow("the bucket is gone");
        expect(await staging.offset(id)).toBe(3);
        await commit(id, { sizeBytes: 3 });
        expect((await read(sha256Of(Buffer.from("abc")))).toString()).toBe("abc");
      });

      it("leaves nothing of a discarded upload", async () => {
        const id = await begun();
        await append(id, 0, bodyOf(Buffer.from("abc")));
        await staging.discard(id);
        await staging.discard(id);
        await expect(staging.offset(id)).rejects.toEqual(refusal("NOT_FOUND", "upload_unknown"));
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
        expect(await staging.sweep({ olderThan })).toEqual([old]);
        expect(await staging.offset(fresh)).toBe(3);
      });

      it("leaves an upload that is being written", async () => {
        const id = await begun();
        const stop = new AbortController();
        const body = stalledAfter(Buffer.from("abc"));
        const sent = staging.append(id, { offset: 0, body, limitBytes: 3, signal: stop.signal });
        await new Promise((resolve) => setTimeout(resolve, 100));
        expect(await staging.sweep({ olderThan: new Date(Date.now() + 60_000) })).toEqual([]);
        stop.abort();
        await expect(sent).rejects.toSatisfy((error) => !isChanceryError(error));
        expect(await staging.offset(id)).toBe(3);
      });
    });
  });
}
