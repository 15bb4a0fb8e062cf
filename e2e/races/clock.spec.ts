// A server whose clock is set back while it runs, and one whose clock ran far ahead (docs/guides/operations.md).
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { claimedBy, signIn } from "../support/http.ts";
import { person } from "../support/people.ts";
import { openPlace, runServer, startServer, type Place } from "../support/server.ts";
import { rows } from "./sql.ts";

test.describe.configure({ timeout: 300_000 });

const hour = 3_600_000;
const preload = fileURLToPath(new URL("shifted-clock.mjs", import.meta.url));
const admin = person("Agnes Adler");
const env = { ...claimedBy(admin), CHANCERY_LOG_ORIGIN: "clock.test/audit" };

const ahead = (place: Place, ms: number) =>
  startServer({ place, env: { ...env, E2E_SHIFT_MS: String(ms) }, nodeArgs: ["--import", preload] });

async function expectLogInOrder(place: Place): Promise<void> {
  const entries = await rows(place, "SELECT time FROM audit_entry ORDER BY idx");
  const times = entries.map(({ time }) => new Date(time as string | number | Date).getTime());
  expect(times.length).toBeGreaterThan(3);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect((await runServer({ place, args: ["--fsck"] })).output).toContain("ok: ");
}

test("a clock set back by two hours signs nobody out, and the log's times do not go back", async () => {
  const place = await openPlace();
  try {
    await (await startServer({ place, env })).stop(); // claimed while the clock is right: roles are in force from then on
    const server = await ahead(place, 2 * hour);
    const session = await signIn(server.url, admin);
    await session.mutate("teams.create", { slug: "before", name: "Before" });
    process.kill(server.pid, "SIGUSR2");
    await session.mutate("teams.create", { slug: "after", name: "After" });
    await signIn(server.url, admin);
    expect(await server.stop()).toBe(0);
    expect(server.output()).not.toMatch(/"level":"(error|fatal)"/);
    await expectLogInOrder(place);
  } finally {
    await place.remove();
  }
});

test("a session made while the clock ran 400 days ahead ends when it is set right, and people can sign in again", async () => {
  const place = await openPlace();
  try {
    const right = await startServer({ place, env });
    const early = await signIn(right.url, admin);
    await right.stop();
    const wrong = await ahead(place, 400 * 24 * hour);
    const session = await signIn(wrong.url, admin);
    await session.mutate("teams.create", { slug: "ahead", name: "Ahead" });
    process.kill(wrong.pid, "SIGUSR2");
    await expect
      .poll(() => session.query("teams.list").catch((error: unknown) => error))
      .toMatchObject({ status: 401 });
    await early.at(wrong.url).query("teams.list");
    await (await signIn(wrong.url, admin)).mutate("teams.create", { slug: "right", name: "Right" });
    expect(await wrong.stop()).toBe(0);
    await expectLogInOrder(place);
  } finally {
    await place.remove();
  }
});
