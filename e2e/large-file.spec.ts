// A 5 GB file, interrupted in the middle: the push goes on where the server stopped, and bytes the server has are not sent again.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chancery } from "./support/cli.ts";
import { startCountingProxy } from "./support/counting-proxy.ts";
import { writeSparse } from "./support/files.ts";
import { addTeam, claim, giveRole, newToken, person } from "./support/people.ts";
import { expect, test } from "./support/test.ts";

const sizeBytes = 5_000_000_000;
const chunkBytes = 64 * 1024 * 1024;

test("an interrupted push of 5 GB sends at most its size and one chunk, and a second push of the same bytes sends none", async ({
  server,
  page,
}) => {
  test.setTimeout(900_000);
  const folder = await mkdtemp(join(tmpdir(), "chancery-large-"));
  const proxy = await startCountingProxy(server.url);
  try {
    const owner = person("Olga Large");
    await claim(page, await server.printed(/http:\/\/localhost:\d+\/claim\/\S+/), owner);
    await addTeam(page, "vision", "Vision");
    await giveRole(page, owner.name, "contributor", "vision");
    await page.goto("/settings/tokens");
    const token = await newToken(page, "workstation");
    const push = () =>
      chancery(["push", "large.bin", "--to", "vision/backbone", "--no-git"], {
        cwd: folder,
        home: join(folder, "home"),
        env: { CHANCERY_URL: proxy.url, CHANCERY_TOKEN: token },
      });
    await writeSparse(join(folder, "large.bin"), sizeBytes);

    proxy.cutAfter(1_700_000_000);
    const pushed = await push();
    expect(pushed.code, pushed.stderr).toBe(0);
    expect(proxy.sent()).toBeGreaterThanOrEqual(sizeBytes);
    expect(proxy.sent()).toBeLessThanOrEqual(sizeBytes + chunkBytes);
    expect(pushed.stderr).toMatch(/\d(\.\d+)? [kMG]B\/s/); // speed, on plain lines where there is no terminal

    const sentBefore = proxy.sent();
    const again = await push();
    expect(again.code, again.stderr).toBe(0);
    expect(proxy.sent()).toBe(sentBefore);
  } finally {
    await proxy.close();
    await rm(folder, { recursive: true, force: true });
  }
});
