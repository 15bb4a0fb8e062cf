// What runs by itself in two processes on one place: done once between them, and without an error in either log.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { openRegistry } from "./registry.ts";
import { rows } from "./sql.ts";

test("two processes sign the same log: each checkpoint once, the newest one outside, and no error", async () => {
  test.setTimeout(300_000);
  const registry = await openRegistry();
  const { place } = registry;
  const newest = async () =>
    (await rows(place, "SELECT size, note FROM audit_checkpoint ORDER BY size DESC LIMIT 1"))[0];
  const size = async () => Number((await rows(place, "SELECT size FROM audit_head"))[0]?.["size"]);
  try {
    for (let n = 0; n < 4; n += 1) {
      await registry.ask(n);
      // Ten seconds after the last one, a timer of either makes the next.
      await expect.poll(async () => Number((await newest())?.["size"]), { timeout: 60_000 }).toBe(await size());
    }
    await expect
      .poll(() => readFile(join(place.dataFolder, "checkpoint"), "utf8"), { timeout: 30_000 })
      .toBe((await newest())?.["note"]);
  } finally {
    const { codes, fsck, output } = await registry.close();
    expect(codes).toEqual([0, 0]);
    expect(fsck).toContain("ok: ");
    expect(output).not.toMatch(/"level":"(error|fatal)"|SQLITE_BUSY/);
  }
});
