// One upload, sent by two server processes at once: one of them writes, the other is told where to go on.
import { createHash, randomBytes } from "node:crypto";
import { expect, test } from "@playwright/test";
import { bearerAt, type Answer } from "../support/bearer.ts";
import { newToken } from "../support/http.ts";
import { openRegistry } from "./registry.ts";

test.describe.configure({ timeout: 300_000 });

const rounds = 20;
const pieces = 3;
const pieceBytes = 200_000;
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const offsetIn = ({ headers }: Answer) => Number(headers.get("upload-offset") ?? Number.NaN);
const reasonOf = ({ body }: Answer) => (body as { reasons?: readonly { code: string }[] }).reasons?.[0]?.code;

test("a piece that two processes send to one offset is kept once, and the digest is right", async () => {
  const registry = await openRegistry();
  try {
    const one = bearerAt(registry.servers[0].url, await newToken(registry.maker));
    const both = [one, one.at(registry.servers[1].url)] as const;
    const { id: versionId } = await one.mutate<{ id: string }>("versions.create", { model: "speech/vad" });
    for (let round = 0; round < rounds; round++) {
      const content = randomBytes(pieces * pieceBytes);
      const json = { versionId, path: `${round}.bin`, sizeBytes: content.length };
      const { id } = (await one.ok("/api/v1/uploads", { method: "POST", json })).body as { id: string };
      const path = `/api/v1/uploads/${id}`;
      for (let offset = 0; offset < content.length; offset += pieceBytes) {
        const bytes = new Uint8Array(content.subarray(offset, offset + pieceBytes));
        const headers = { "upload-offset": String(offset) };
        const answers = await Promise.all(both.map((at) => at.send(path, { method: "PATCH", bytes, headers })));
        const [kept, refused] = answers.sort((a, b) => a.status - b.status);
        expect([kept?.status, refused?.status]).toEqual([204, 409]);
        expect(offsetIn(kept!)).toBe(offset + pieceBytes);
        // Told the right offset, or to ask for it.
        if (reasonOf(refused!) !== "upload_busy") expect(offsetIn(refused!)).toBe(offset + pieceBytes);
        expect(offsetIn(await both[1].send(path, { method: "HEAD" }))).toBe(offset + pieceBytes);
      }
      const finished = await Promise.all(both.map((at) => at.send(`${path}/finish`, { method: "POST" })));
      expect(finished.some(({ status }) => status === 200)).toBe(true);
      for (const answer of finished) if (answer.status !== 200) expect(reasonOf(answer)).toBe("upload_busy");
      expect((await one.ok(path)).body).toMatchObject({ state: "committed", sha256: sha256(content) });
    }
    const { fileCount } = await one.query<{ fileCount: number }>("versions.get", { versionId });
    expect(fileCount).toBe(rounds);
  } finally {
    const { codes, fsck, output } = await registry.close();
    expect(codes).toEqual([0, 0]);
    expect(fsck).toContain("ok: ");
    expect(output).not.toMatch(/"level":"(error|fatal)"|SQLITE_BUSY/);
  }
});
