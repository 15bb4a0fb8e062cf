// When the server refuses to start (docs/guides/operations.md): one line, exit code 1, and nothing changed on disk.
import { chmod, copyFile, readFile, rename, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { claimedBy, Refused, signIn } from "../support/http.ts";
import { person } from "../support/people.ts";
import { openPlace, runServer, startServer, type Place } from "../support/server.ts";
import { filesIn } from "./disk.ts";
import { rows } from "./sql.ts";

test.describe.configure({ timeout: 300_000 });

const isPostgres = Boolean(process.env["CHANCERY_E2E_DATABASE_URL"]);
const admin = person("Agnes Adler");
/** Its origin must not follow the port, which is another at each start. */
const env = { ...claimedBy(admin), CHANCERY_LOG_ORIGIN: "start.test/audit" };

async function claimedPlace(): Promise<Place> {
  const place = await openPlace();
  const server = await startServer({ place, env });
  const session = await signIn(server.url, admin);
  await session.mutate("teams.create", { slug: "speech", name: "Speech" });
  expect(await server.stop()).toBe(0);
  return place;
}

type Fault = {
  readonly name: string;
  readonly engine?: "SQLite" | "PostgreSQL";
  readonly says: RegExp;
  readonly env?: NodeJS.ProcessEnv;
  /** Gives back how it is mended. */
  make(place: Place): Promise<() => Promise<unknown>>;
};

const inFolder = (place: Place, name: string) => join(place.dataFolder, name);
/** A fault of the SQLite file; mended by putting the whole one back. */
const ofDatabase = (damage: (file: string) => Promise<unknown>) => async (place: Place) => {
  const file = inFolder(place, "chancery.db");
  await copyFile(file, inFolder(place, "kept.db"));
  await damage(file);
  return async () => {
    await rm(file, { force: true });
    await rename(inFolder(place, "kept.db"), file);
  };
};

const faults: readonly Fault[] = [
  {
    name: "a schema newer than this program",
    says: /the database has migration 9999_future, which this program does not know: run a newer Chancery/,
    async make(place) {
      const at = place.databaseUrl ? "now()" : "0";
      await rows(place, `INSERT INTO schema_migration (name, hash, applied_at) VALUES ('9999_future', 'x', ${at})`);
      return () => rows(place, "DELETE FROM schema_migration WHERE name = '9999_future'");
    },
  },
  {
    name: "the log's signing key gone",
    says: /log\.key is missing from .*put it back, or restore a backup/,
    async make(place) {
      await rename(inFolder(place, "log.key"), `${place.dataFolder}.key`);
      return () => rename(`${place.dataFolder}.key`, inFolder(place, "log.key"));
    },
  },
  {
    name: "a data folder that others may write to",
    says: /can be written to by others: chmod 700 it/,
    async make(place) {
      await chmod(place.dataFolder, 0o777);
      return () => chmod(place.dataFolder, 0o700);
    },
  },
  {
    name: "a key that others can read",
    says: /log\.key can be read by others: chmod 600 it/,
    async make(place) {
      await chmod(inFolder(place, "log.key"), 0o644);
      return () => chmod(inFolder(place, "log.key"), 0o600);
    },
  },
  {
    name: "a database cut off in the middle",
    engine: "SQLite",
    says: /chancery\.db is cut off: it has \d+ of \d+ bytes/,
    make: ofDatabase(async (file) => truncate(file, Math.floor((await stat(file)).size / 2))),
  },
  {
    name: "a database that is none",
    engine: "SQLite",
    says: /chancery\.db is not a SQLite database/,
    make: ofDatabase((file) => writeFile(file, "not a database at all\n".repeat(500))),
  },
  {
    name: "a database of zero bytes beside a checkpoint over entries",
    engine: "SQLite",
    says: /the database is empty, but its log was signed over entries/,
    make: ofDatabase((file) => truncate(file, 0)),
  },
  {
    name: "no database beside a checkpoint over entries",
    engine: "SQLite",
    says: /the database is empty, but its log was signed over entries/,
    make: ofDatabase((file) => rm(file)),
  },
  {
    name: "a database that cannot be reached",
    engine: "PostgreSQL",
    says: /PostgreSQL cannot be reached .*: see CHANCERY_DATABASE_URL/,
    env: { CHANCERY_DATABASE_URL: "postgres://nobody:hunter2hunter2@127.0.0.1:9/none" },
    make: () => Promise.resolve(() => Promise.resolve()),
  },
];

test("a registry that its environment claims is ready once it is claimed, and not before", async () => {
  const place = await openPlace();
  try {
    const server = await startServer({ place, env }); // as soon as it answers
    expect(await (await fetch(`${server.url}/api/v1/info`)).json()).toMatchObject({ isClaimed: true });
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    await signIn(server.url, admin);
    expect(await server.stop()).toBe(0);
  } finally {
    await place.remove();
  }
});

test("a start that cannot go well is refused in one line, with nothing changed, and goes well once that is mended", async () => {
  const place = await claimedPlace();
  try {
    for (const fault of faults.filter(({ engine }) => !engine || (engine === "PostgreSQL") === isPostgres))
      await test.step(fault.name, async () => {
        const mend = await fault.make(place);
        const before = await filesIn(place.dataFolder);
        const { code, output } = await runServer({ place, env: { ...env, ...fault.env } });
        expect(output).toMatch(fault.says);
        expect(output.trim().split("\n")).toHaveLength(1);
        expect(output).not.toContain("hunter2");
        expect(code).toBe(1);
        expect(await filesIn(place.dataFolder)).toEqual(before);
        await mend();
      });
    const server = await startServer({ place, env });
    await signIn(server.url, admin);
    expect(await server.stop()).toBe(0);
    expect((await runServer({ place, args: ["--fsck"] })).output).toContain("ok: ");
  } finally {
    await place.remove();
  }
});

// With PostgreSQL the secret is a setting, without which nothing starts, and the write-ahead log is PostgreSQL's own.
if (!isPostgres) {
  test("a lost secret signs everybody out and nothing else, and the start says so", async () => {
    const place = await claimedPlace();
    try {
      const first = await startServer({ place, env });
      const session = await signIn(first.url, admin);
      await first.stop();
      await rm(inFolder(place, "secret.key"));
      const second = await startServer({ place, env });
      expect(second.output()).toContain(
        "secret.key was missing and a new one was made: everybody has to sign in again",
      );
      await expect(session.at(second.url).query("teams.list")).rejects.toMatchObject({ status: 401 });
      await (await signIn(second.url, admin)).query("teams.list");
      expect(await second.stop()).toBe(0);
    } finally {
      await place.remove();
    }
  });

  test("a database copied without its write-ahead log is served for reading only, and the start says why", async () => {
    const place = await claimedPlace();
    try {
      const first = await startServer({ place, env });
      const session = await signIn(first.url, admin);
      const checkpoint = await readFile(inFolder(place, "checkpoint"), "utf8");
      await session.mutate("teams.create", { slug: "vision", name: "Vision" });
      await session.query("audit.consistency", { oldSize: 1 }); // signs what there is
      await expect.poll(() => readFile(inFolder(place, "checkpoint"), "utf8")).not.toBe(checkpoint);
      await first.kill();
      await rm(inFolder(place, "chancery.db-wal"));
      const second = await startServer({ place, env });
      expect(second.output()).toMatch(/log_rolled_back.*the audit log is not intact: nothing will be written/);
      const refused = await signIn(second.url, admin).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(Refused);
      expect(await second.stop()).toBe(0);
      const { code, output } = await runServer({ place, args: ["--fsck"] });
      expect([code, output]).toEqual([1, expect.stringContaining("log_rolled_back")]);
    } finally {
      await place.remove();
    }
  });
}
