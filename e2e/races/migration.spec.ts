// A filled database through the rebuild of a table others refer to: killed at each step, and by two processes at once.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { claimedBy } from "../support/http.ts";
import { person } from "../support/people.ts";
import { isFull } from "../support/rounds.ts";
import { openPlace, runServer, startServer, type Place } from "../support/server.ts";
import { everythingIn, rebuildOfVersions } from "./rebuild.ts";
import { openRegistry } from "./registry.ts";
import { rows } from "./sql.ts";

const preload = fileURLToPath(new URL("killed-migrator.mjs", import.meta.url));
/** In every run each fourth statement, in a full one each. */
const stride = isFull ? 1 : 4;

test("a table rebuild loses nothing, wherever it is killed, and two processes run it once", async () => {
  test.setTimeout(600_000);
  const folder = await mkdtemp(join(tmpdir(), "chancery-migration-"));
  const registry = await openRegistry();
  const { place } = registry;
  try {
    const promotion = await registry.ask();
    await registry.approve(registry.reviewers[0], promotion, await registry.digestsOf(promotion));
    for (const server of registry.servers) expect(await server.stop()).toBe(0);
    const before = await everythingIn(place);
    const newer = async (name: string) => {
      const file = join(folder, `${name}.sql`);
      await writeFile(file, await rebuildOfVersions(place));
      return (killAt = 0) => migrate(place, { E2E_MIGRATION: file, E2E_KILL_AT: String(killAt) });
    };
    const rebuild = await newer("9998_rebuild");
    let kills = 0;
    for (let at = 1; (await rebuild(at)) === "killed"; at += stride, kills += 1) {
      expect(await everythingIn(place)).toEqual(before);
      if (!(await hasRun(place, "9998_rebuild"))) expect(await migrate(place)).toBe("went well");
    }
    expect(kills).toBeGreaterThan(2);
    expect(await hasRun(place, "9998_rebuild")).toBe(true);
    expect(await everythingIn(place)).toEqual(before);

    const again = await newer("9999_rebuild");
    // The program of 9998 would refuse this schema, so it is told of both.
    await rows(place, "DELETE FROM schema_migration WHERE name = '9998_rebuild'");
    expect(await Promise.all([again(), again(), again()])).toEqual(["went well", "went well", "went well"]);
    expect(await hasRun(place, "9999_rebuild")).toBe(true);
    expect(await everythingIn(place)).toEqual(before);
    expect(await migrate(place)).toContain("run a newer Chancery");
    await rows(place, "DELETE FROM schema_migration WHERE name = '9999_rebuild'");
    expect((await runServer({ place, args: ["--fsck"] })).output).toContain("ok: ");
  } finally {
    await place.remove();
    await rm(folder, { recursive: true, force: true });
  }
});

test("two servers started at once on a new place are one registry with one admin", async () => {
  const place = await openPlace();
  const env = { ...claimedBy(person("Agnes Adler")), CHANCERY_LOG_ORIGIN: "races.test/audit" };
  const servers = await Promise.all([startServer({ place, env }), startServer({ place, env })]);
  try {
    const acts = await rows(place, "SELECT kind FROM audit_entry WHERE idx < 100 ORDER BY idx");
    expect(acts.map(({ kind }) => kind)).toEqual(["registry.initialised@1", "registry.claimed@1", "grant.given@2"]);
    for (const { output } of servers) expect(output()).not.toMatch(/"level":"(error|fatal)"/);
  } finally {
    for (const server of servers) expect(await server.stop()).toBe(0);
    expect((await runServer({ place, args: ["--fsck"] })).output).toContain("ok: ");
    await place.remove();
  }
});

/** Opens the place as the server does, which migrates it, and ends: by an errand that writes nothing. */
async function migrate(place: Place, env?: NodeJS.ProcessEnv): Promise<string> {
  const nodeArgs = env ? ["--import", preload] : [];
  const { code, output } = await runServer({ place, args: ["--claim-link"], nodeArgs, ...(env && { env }) });
  if (code === null) return "killed";
  return output.includes("already claimed") ? "went well" : output;
}

const hasRun = async (place: Place, name: string) =>
  (await rows(place, `SELECT name FROM schema_migration WHERE name = '${name}'`)).length === 1;
