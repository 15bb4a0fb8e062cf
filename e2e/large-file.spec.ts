// A large file, interrupted in the middle: the push goes on where the server stopped, and bytes the server has are not sent
// again. It passes through the server without staying in its memory.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chancery } from "./support/cli.ts";
import { startCountingProxy } from "./support/counting-proxy.ts";
import { writeSparse } from "./support/files.ts";
import { addTeam, claim, giveRole, newToken, person } from "./support/people.ts";
import { isFull, rounds } from "./support/rounds.ts";
import { expect, test } from "./support/test.ts";

const sizeBytes = rounds({ ci: 1_000_000_000, full: 50_000_000_000 });
const chunkBytes = 64 * 1024 * 1024;

/** Of a process, in MiB: what it has in memory now, or the most since `forgetMost`. Nothing where the system does not say. */
async function memoryOf(pid: number, line: "VmRSS" | "VmHWM"): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(new RegExp(`^${line}:\\s+(\\d+) kB$`, "m").exec(status)?.[1] ?? 0) / 1024;
}
const forgetMost = (pid: number) => writeFile(`/proc/${pid}/clear_refs`, "5").catch(() => undefined);

test(`an interrupted push of ${sizeBytes / 1e9} GB sends at most its size and one chunk, and a second push of the same bytes sends none`, async ({
  server,
  page,
}) => {
  test.setTimeout(isFull ? 3_600_000 : 300_000);
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

    proxy.cutAfter(sizeBytes / 3);
    await forgetMost(server.pid);
    const idleMiB = await memoryOf(server.pid, "VmRSS");
    const pushed = await push();
    expect((await memoryOf(server.pid, "VmHWM")) - idleMiB).toBeLessThanOrEqual(150);
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
