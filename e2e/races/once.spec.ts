// What is asked for many times at once, of two server processes, happens once.
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "@playwright/test";
import { Refused } from "../support/http.ts";
import { person } from "../support/people.ts";
import { openPlace, runServer, startServer } from "../support/server.ts";
import { openRegistry } from "./registry.ts";
import { rows } from "./sql.ts";

test.describe.configure({ timeout: 300_000 });

const times = 50;
const each = <T>(work: (nth: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: times }, (_, nth) => work(nth)));
const statusOf = (error: unknown) => (error instanceof Refused ? error.status : error);

test("one Idempotency-Key, used 50 times at once at two processes, has one effect and one answer", async () => {
  const registry = await openRegistry();
  try {
    const idempotencyKey = randomUUID();
    const make = (nth: number, name = "asr") =>
      registry.maker
        .at(registry.servers[nth % 2]!.url)
        .mutate("models.create", { team: "speech", name }, { idempotencyKey });
    const answers = await each((nth) => make(nth));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: times }, () => "fulfilled"));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const made = await rows(registry.place, "SELECT subject FROM audit_entry WHERE kind = 'model.registered@1'");
    expect(made).toHaveLength(2); // the registry's own model, and this one

    const others = await each((nth) => make(nth, "diarisation"));
    expect(new Set(others.map((answer) => (answer.status === "rejected" ? statusOf(answer.reason) : 200)))).toEqual(
      new Set([409]),
    );
    expect(await rows(registry.place, "SELECT id FROM model WHERE name = 'diarisation'")).toEqual([]);
  } finally {
    const { codes, fsck, output } = await registry.close();
    expect(codes).toEqual([0, 0]);
    expect(fsck).toContain("ok: ");
    expect(output).not.toMatch(/"level":"(error|fatal)"|SQLITE_BUSY/);
  }
});

test("one claim link, used 50 times at once at two processes, makes one admin", async () => {
  const place = await openPlace();
  const env = { CHANCERY_LOG_ORIGIN: "races.test/audit" };
  const servers = [await startServer({ place, env }), await startServer({ place, env })] as const;
  try {
    // Each start makes a new link, and the newest alone opens.
    const link = await servers[1].printed(/http:\/\/localhost:\d+\/claim\/\S+/);
    const code = link.slice(link.lastIndexOf("/") + 1);
    const answers = await each(async (nth) => {
      const { url } = servers[nth % 2]!;
      const { name, email, password } = person(`Claimant ${nth}`);
      const ask = () =>
        fetch(`${url}/api/trpc/identity.claim`, {
          method: "POST",
          headers: { origin: url, "content-type": "application/json", "x-chancery-csrf": "1" },
          body: JSON.stringify({ code, name, email, password }),
        });
      // Passwords are judged one at a time: who is told to ask again does.
      let answer = await ask();
      for (; answer.status === 503 && answer.headers.has("retry-after"); answer = await ask()) await sleep(500);
      return answer.status;
    });
    const statuses = answers.map((answer) => (answer.status === "fulfilled" ? answer.value : String(answer.reason)));
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status !== 200 && status !== 404)).toEqual([]);
    expect(await rows(place, "SELECT id FROM actor WHERE kind = 'person'")).toHaveLength(1);
    expect(await rows(place, `SELECT id FROM "grant" WHERE role = 'admin'`)).toHaveLength(1);
    expect(
      await rows(place, "SELECT id FROM audit_entry WHERE kind = 'registry.claimed@1' AND outcome = 'success'"),
    ).toHaveLength(1);
  } finally {
    expect([await servers[0].stop(), await servers[1].stop()]).toEqual([0, 0]);
    expect((await runServer({ place, args: ["--fsck"] })).output).toContain("ok: ");
    for (const server of servers) expect(server.output()).not.toMatch(/"level":"(error|fatal)"|SQLITE_BUSY/);
    await place.remove();
  }
});
