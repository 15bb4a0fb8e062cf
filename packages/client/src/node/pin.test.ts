import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createClient } from "../index.ts";
import { scratchFolder } from "../testing/scratch.ts";
import { answer, serve } from "../testing/serve.ts";
import { pin, readLock, resolvePinned } from "./pin.ts";

const reference = "speech/vad@production";
const digest = "d".repeat(64);
const resolution = {
  versionId: "v1",
  number: 3,
  manifestDigest: digest,
  resolvedAt: "2026-03-01T00:00:00.000Z",
  team: "speech",
  name: "vad",
  state: "sealed",
};

describe("a lock file", () => {
  it("keeps what a reference stood for, whatever it stands for later, and is asked without a server", async () => {
    let number = 3;
    const url = await serve((_request, response) => answer(response, 200, { ...resolution, number }));
    const file = join(scratchFolder(), "chancery.lock.json");
    const client = createClient({ url });
    await pin(client, { reference, file });
    await pin(client, { reference: "speech/asr:1", file });
    number = 4;
    const pinned = { versionId: "v1", number: 3, manifestDigest: digest, resolvedAt: resolution.resolvedAt };
    expect(await resolvePinned({ reference, file })).toEqual(pinned);
    expect(Object.keys((await readLock(file)).pins)).toEqual(["speech/asr:1", reference]);
    expect(readFileSync(file, "utf8")).toMatch(/^\{\n {2}"lockfileVersion": 1,\n/);
    expect((await pin(client, { reference, file })).number).toBe(4);
  });

  it("answers LOCAL_FILE for what is not pinned, and makes no file of it", async () => {
    const file = join(scratchFolder(), "chancery.lock.json");
    await expect(resolvePinned({ reference, file })).rejects.toMatchObject({
      code: "LOCAL_FILE",
      reasons: [{ code: "not_pinned" }],
    });
    await expect(resolvePinned({ reference: "__proto__", file })).rejects.toMatchObject({
      reasons: [{ code: "not_pinned" }],
    });
    expect(existsSync(file)).toBe(false);
  });

  it.each([
    "{",
    "[]",
    '{"lockfileVersion":2,"pins":{}}',
    '{"lockfileVersion":1,"pins":{"x":null}}',
    '{"lockfileVersion":1,"pins":{"x":{"versionId":"v"}}}',
  ])("refuses %s, and does not write over it", async (text) => {
    const file = join(scratchFolder(), "chancery.lock.json");
    writeFileSync(file, text);
    await expect(
      pin(createClient({ url: "http://127.0.0.1:9" }), {
        reference,
        file,
        resolution: { ...resolution, state: "sealed" },
      }),
    ).rejects.toMatchObject({
      code: "LOCAL_FILE",
      reasons: [{ code: "lock_malformed" }],
    });
    expect(readFileSync(file, "utf8")).toBe(text);
  });
});
