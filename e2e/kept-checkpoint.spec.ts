// What an operator keeps outside: a checkpoint in a folder of its own, held against the log at each start and by fsck.
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { rows } from "./races/sql.ts";
import { openPlace, runServer, startServer } from "./support/server.ts";

const claim = {
  CHANCERY_CLAIM_NAME: "Ada",
  CHANCERY_CLAIM_EMAIL: "ada@example.test",
  CHANCERY_CLAIM_PASSWORD: "nine plaid otters juggle",
};

test("checkpoints also go outside the data folder, fsck answers for a kept one by its exit code, and edited guards are told", async () => {
  const place = await openPlace();
  const outside = await mkdtemp(join(tmpdir(), "chancery-outside-"));
  const env = { CHANCERY_CHECKPOINT_DIR: outside };
  const kept = () => join(outside, readdirSync(outside)[0]!);
  const fsck = (...args: string[]) => runServer({ place, env, args: ["--fsck", ...args] });
  try {
    const alone = await startServer({ place, env: claim });
    await alone.printed(/Signed checkpoints are kept only in the data folder/);
    expect(await alone.stop()).toBe(0);

    const first = await startServer({ place, env });
    expect(first.output()).not.toContain("in the data folder");
    expect(await first.stop()).toBe(0);
    expect(readFileSync(kept(), "utf8")).toBe(readFileSync(join(place.dataFolder, "checkpoint"), "utf8"));
    const note = join(outside, "..", `kept-${process.pid}`);
    cpSync(kept(), note);
    expect(await fsck("--since", note)).toMatchObject({ code: 0, output: expect.stringContaining("continues it") });
    const none = await fsck("--since", join(outside, "none"));
    expect(none).toMatchObject({ code: 2, output: expect.stringContaining("cannot be read: ENOENT") });
    expect(none.output).not.toContain("no checkpoint of");
    writeFileSync(join(outside, "other"), "no checkpoint\n");
    expect(await fsck("--since", join(outside, "other"))).toMatchObject({
      code: 2,
      output: expect.stringContaining("cannot be compared"),
    });
    expect(await runServer({ place, env, args: ["--since", note] })).toMatchObject({ code: 1 });
    rmSync(note);

    // A further entry by SQL alone moves nothing while the guards stand: the head takes no move without a new MAC.
    await expect(rows(place, "UPDATE audit_head SET size = size + 1")).rejects.toThrow(
      "only moves forward, with its MAC",
    );
    await rows(
      place,
      place.databaseUrl
        ? "ALTER TABLE audit_head DISABLE TRIGGER audit_head_guard"
        : "DROP TRIGGER audit_head_no_update",
    );
    const edited = await startServer({ place, env });
    expect(edited.output()).toContain("the database's guards are not those this program made");
    const refused = await fetch(`${edited.url}/api/v1/info`);
    expect(refused.status).toBe(200);
    expect(await edited.stop()).toBe(0);
  } finally {
    await place.remove();
    rmSync(outside, { recursive: true, force: true });
  }
});
