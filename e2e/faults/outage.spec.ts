// PostgreSQL that is stopped, or dies, under a running server: every answer says so until it is back, and then all goes on.
import { expect, test } from "@playwright/test";
import { expectClean } from "../support/crash-scene.ts";
import { signIn, Refused } from "../support/http.ts";
import { openCluster, type Cluster } from "../support/postgres-cluster.ts";
import { askWithCanaries, expectQuiet } from "../support/quiet.ts";
import { openRegistry, people, team, type Registry } from "../support/registry.ts";
import { openPlace, type Place } from "../support/server.ts";

type Scene = { readonly cluster: Cluster; readonly place: Place; readonly registry: Registry };

async function withScene(act: (scene: Scene) => Promise<void>): Promise<void> {
  const cluster = await openCluster();
  const place = await openPlace({ databaseServer: cluster.url });
  try {
    const registry = await openRegistry(place);
    try {
      await act({ cluster, place, registry });
    } finally {
      await registry.server.kill();
    }
  } finally {
    await place.remove().catch(() => undefined); // its database may be down
    await cluster.remove();
  }
}

const isBack = ({ registry }: Scene) =>
  expect.poll(async () => (await fetch(`${registry.server.url}/readyz`)).status, { timeout: 30_000 }).toBe(200);

/** Nothing of where the database is or how it was asked. */
const innards = /ECONN|127\.0\.0\.1:|postgres|select |insert /i;

for (const how of ["stopped", "killed"] as const)
  test(`while PostgreSQL is ${how} every answer is 503, says when to ask again, and afterwards everything goes on`, () =>
    withScene(async (scene) => {
      const { cluster, registry, place } = scene;
      const { maker, admin, server } = registry;
      await maker.mutate("models.create", { team, name: "before" });
      await (how === "stopped" ? cluster.stop() : cluster.crash("immediate"));

      await expectOutage(scene);
      const key = "asked-during-the-outage";
      const create = () => maker.mutate("models.create", { team, name: "during" }, { idempotencyKey: key });
      await expect(create()).rejects.toMatchObject({ status: 503 });

      await cluster.restart();
      await isBack(scene);
      await create();
      await create(); // the same key: once
      const { items } = (await admin.query("models.list")) as { readonly items: readonly { readonly name: string }[] };
      expect(items.map(({ name }) => name).sort()).toEqual(["before", "during"]);
      expect((await fetch(`${server.url}/models`, { headers: { cookie: admin.cookie } })).status).toBe(200);
      expect(await server.stop()).toBe(0);
      await expectClean(place);
    }));

async function expectOutage({ registry: { admin, maker, server } }: Scene): Promise<void> {
  const calls = ["/api/v1/resolve?ref=vision/before:1", "/api/trpc/models.list?input=%7B%7D"];
  for (const path of calls) {
    const answer = await maker.send(path);
    expect(answer.status, path).toBe(503);
    expect(answer.headers.get("retry-after"), path).toBe("5");
    const text = JSON.stringify(answer.body);
    expect(text).toContain("UNAVAILABLE");
    expect(text).toContain("the database does not answer at this moment");
    expect(text).not.toMatch(innards);
    await expect.poll(() => server.output()).toContain(String(answer.headers.get("x-request-id")));
  }
  for (const path of ["/", "/models", "/models/vision/before", "/admin/people", "/settings/profile", "/login"]) {
    const answer = await fetch(server.url + path, { headers: { cookie: admin.cookie }, redirect: "manual" });
    const shown = (await answer.text()).replace(/<script\b[^]*?<\/script>/g, "").replace(/<[^>]+>/g, " ");
    expect(answer.status, path).toBe(503);
    expect(answer.headers.get("retry-after"), path).toBe("5");
    expect(shown).toContain("The registry cannot answer right now");
    expect(shown).toContain("Try again");
    expect(shown).toMatch(/Request\s+[0-9a-f-]{36}/);
    expect(shown).not.toMatch(innards);
  }
  expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
}

test("signing in while PostgreSQL is gone is an outage, whoever tries: nothing about the account, and no try counted", ({
  browser,
}) =>
  withScene(async (scene) => {
    const { cluster, registry } = scene;
    const { url } = registry.server;
    const { email, password } = people.maker;
    const before = await logSize(registry);
    await cluster.stop();
    const said = new Set<unknown>();
    for (let round = 0; round < 8; round += 1)
      for (const typed of [
        { email, password },
        { email, password: "not their password at all" },
        { email: "nobody@example.test", password },
      ]) {
        const refused = await signIn(url, typed).catch((error: unknown) => error);
        expect(refused).toBeInstanceOf(Refused);
        expect((refused as Refused).status).toBe(503);
        said.add((refused as Refused).body);
      }
    expect([...said]).toEqual([expect.stringContaining("nobody can sign in at this moment")]);
    expect(String([...said][0])).not.toMatch(innards);
    expect(registry.server.output()).not.toContain(password);

    const page = await browser.newPage();
    await page.goto(`${url}/login`);
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "cannot sign anybody in at the moment" })).toBeVisible();

    await cluster.restart();
    await isBack(scene);
    expect(await logSize(registry)).toBe(before);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL((at) => !at.pathname.startsWith("/login"));
    await page.close();
  }));

for (const how of ["stopped", "killed"] as const)
  test(`§4g: while PostgreSQL is ${how} the server writes no secret, no statement and no hash`, () =>
    withScene(async (scene) => {
      const { cluster, registry } = scene;
      const since = registry.server.output().length;
      const asking = askWithCanaries(registry); // some of it meets the end of its connection
      await (how === "stopped" ? cluster.stop() : cluster.crash("immediate"));
      await asking;
      await askWithCanaries(registry);
      await cluster.restart();
      await isBack(scene);
      expectQuiet(registry, since);
    }));

const logSize = async ({ admin }: Registry): Promise<number> =>
  ((await admin.query("audit.status")) as { readonly size: number }).size;
