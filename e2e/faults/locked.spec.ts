// Another process locks the database under a running server: who writes is told so in time, who reads notices nothing, and nothing comes of it later.
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "@playwright/test";
import pg from "pg";
import { expectClean } from "../support/crash-scene.ts";
import { signIn, Refused } from "../support/http.ts";
import { openRegistry, people, team } from "../support/registry.ts";
import { openPlace, type Place } from "../support/server.ts";

/** A request waits 5 s for a lock; who is behind others must not wait for them in turn. */
const deadlineMs = 5_000;
const writersAtOnce = 16;

/** What locks writers out; PostgreSQL has one way. */
const locks = process.env["CHANCERY_E2E_DATABASE_URL"] ? ["the log's head"] : ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"];

/** Takes the lock that every writer needs; the answer gives it back. */
async function lock({ databaseUrl, dataFolder }: Place, begin: string): Promise<() => Promise<void>> {
  if (databaseUrl === undefined) {
    const connection = new Database(join(dataFolder, "chancery.db"));
    connection.exec(begin);
    return () => Promise.resolve(void connection.close());
  }
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query("BEGIN; SELECT 1 FROM audit_head FOR UPDATE");
  return () => client.end();
}

for (const begin of locks)
  test(`while another process holds ${begin}, writers are answered 503 at their own deadline and readers 200`, async () => {
    test.setTimeout(120_000);
    const place = await openPlace();
    const { server, admin, maker } = await openRegistry(place);
    try {
      await maker.mutate("models.create", { team, name: "before" });
      const status = async (path: string) =>
        (await fetch(server.url + path, { headers: { cookie: admin.cookie } })).status;
      const unlock = await lock(place, begin);

      const startedAt = performance.now();
      const writes = Array.from({ length: writersAtOnce }, (_, n) =>
        maker.mutate("models.create", { team, name: `during-${n}` }).catch((error: unknown) => error),
      );
      expect(await status("/readyz")).toBe(503);
      expect(await status("/healthz")).toBe(200);
      for (const path of ["/models", `/models/${team}/before`, "/api/trpc/models.list?input=%7B%7D", "/api/v1/info"])
        expect(await status(path), path).toBe(200);
      for (const answer of await Promise.all(writes)) {
        expect(answer).toBeInstanceOf(Refused);
        expect((answer as Refused).status).toBe(503);
        expect(JSON.stringify((answer as Refused).body)).toContain("the database is locked by another process");
      }
      expect(performance.now() - startedAt).toBeLessThan(3 * deadlineMs); // one after another they would take sixteen times as long
      const again = await maker.send("/api/trpc/models.create", { method: "POST", json: { team, name: "again" } });
      expect([again.status, again.headers.get("retry-after")]).toEqual([503, "5"]);
      const wrong = await signIn(server.url, people.admin).catch((error: unknown) => error);
      expect((wrong as Refused).status).toBe(503);

      await unlock();
      expect(await status("/readyz")).toBe(200);
      await maker.mutate("models.create", { team, name: "after" });
      const { items } = (await admin.query("models.list")) as { readonly items: readonly { readonly name: string }[] };
      expect(items.map(({ name }) => name).sort()).toEqual(["after", "before"]);
      expect(server.output()).not.toContain('"a request failed"');
      expect(await server.stop()).toBe(0);
      await expectClean(place);
    } finally {
      await server.kill();
      await place.remove();
    }
  });
