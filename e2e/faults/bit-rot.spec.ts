// A bit that flips at rest: no reader takes the bytes for what they are not, and the operator's check names where it is.
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { bearerAt } from "../support/bearer.ts";
import { chancery } from "../support/cli.ts";
import { openRegistry, team } from "../support/registry.ts";
import { openPlace, runServer } from "../support/server.ts";

test("a bit flipped in a stored file is noticed by who downloads it, one in a pack is given to nobody, and fsck names both", async () => {
  const place = await openPlace();
  const folder = await mkdtemp(join(tmpdir(), "chancery-rot-"));
  const { server, maker, tokens } = await openRegistry(place);
  try {
    const env = { CHANCERY_URL: server.url, CHANCERY_TOKEN: tokens.maker };
    const run = (...args: string[]) => chancery(args, { cwd: folder, home: join(folder, "home"), env });
    const fsck = () => runServer({ place, args: ["--fsck", "--blobs"] });
    const content = Buffer.from("weights ".repeat(1000));
    const sha256 = createHash("sha256").update(content).digest("hex");
    await writeFile(join(folder, "model.bin"), content);
    const push = () => run("push", "model.bin", "--to", `${team}/rotten`, "--no-git");
    expect((await push()).code).toBe(0);
    const packed = ["first ", "second ", "third "].map((word) => Buffer.from(word.repeat(100)));
    await mkdir(join(folder, "model"));
    for (const [n, bytes] of packed.entries()) await writeFile(join(folder, "model", `${n}.txt`), bytes);
    expect((await run("push", "model", "--to", `${team}/packed`, "--no-git")).code).toBe(0);
    expect((await fsck()).code).toBe(0);

    const blobOf = (digest: string) => join(place.dataFolder, "blobs", digest.slice(0, 2), digest.slice(2, 4), digest);
    const flip = async (path: string, at: number) => {
      const bytes = await readFile(path);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      await writeFile(path, bytes);
    };
    const blob = blobOf(sha256);
    await flip(blob, 4000);
    const pack = createHash("sha256").update(Buffer.concat(packed)).digest("hex");
    await flip(blobOf(pack), 700); // in the second of its contents

    // Streamed as it lies, under the digest it ought to have: whoever compares, notices.
    const { id: versionId } = await bearerAt(server.url, tokens.reviewer).query<{ id: string }>("versions.get", {
      ref: `${team}/rotten:1`,
    });
    const got = await maker.ok(`/api/v1/versions/${versionId}/files/model.bin`);
    expect(got.headers.get("repr-digest")).toBe(`sha-256=:${Buffer.from(sha256, "hex").toString("base64")}:`);
    expect(
      createHash("sha256")
        .update(got.body as Buffer)
        .digest("hex"),
    ).not.toBe(sha256);
    await mkdir(join(folder, "out"));
    const pulled = await run("pull", `${team}/rotten:1`, "--out", "out");
    expect(pulled.code).not.toBe(0);
    expect(pulled.stderr).toContain("the bytes received do not match the manifest");
    expect(await readdir(join(folder, "out"))).toEqual([]);

    // What lies in a pack is hashed before it is given out: its neighbours are whole.
    const { id: packedId } = await maker.query<{ id: string }>("versions.get", { ref: `${team}/packed:1` });
    const get = (path: string) =>
      fetch(`${server.url}/api/v1/versions/${packedId}/files/${path}`, { headers: maker.headers });
    expect(await (await get("0.txt")).text()).toBe(packed[0]!.toString());
    expect(await (await get("2.txt")).text()).toBe(packed[2]!.toString());
    const refused = await get("1.txt");
    expect(refused.status).toBe(500);
    expect(await refused.json()).toMatchObject({ reasons: [{ code: "content_damaged" }] });
    await mkdir(join(folder, "unpacked"));
    expect((await run("pull", `${team}/packed:1`, "--out", "unpacked")).code).not.toBe(0);
    expect(await readdir(join(folder, "unpacked"))).not.toContain("1.txt");

    const found = await fsck();
    expect(found.code).toBe(1);
    expect(found.output).toContain(`${sha256} is damaged`);
    expect(found.output).toContain(`${team}/rotten:1 model.bin`);
    expect(found.output).toContain(`${team}/packed:1 1.txt`);
    expect(found.output).not.toContain(`${team}/packed:1 0.txt`);
    expect(found.output).toMatch(/ok: \d+ entries/); // the log itself is sound, and said to be

    await rm(blob);
    expect((await fsck()).output).toContain(`${sha256} is missing`);
  } finally {
    await server.stop();
    await place.remove();
    await rm(folder, { recursive: true, force: true });
  }
});
