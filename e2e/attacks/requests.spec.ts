// The table of attacks, each case against one running server: every answer safe, nothing changed, the server alive.
import { expect, test } from "@playwright/test";
import { judge, type Attack } from "./attack.ts";
import { send } from "./raw.ts";
import { headersOf, openScene, type Scene } from "./scene.ts";
import { attacks } from "./table.ts";

let scene: Scene;
test.beforeAll(async () => void (scene = await openScene()));
test.afterAll(async () => {
  expect(await scene.close()).toBe(0);
  expect(scene.server.output()).not.toMatch(/"level":"fatal"|Unhandled|uncaught/i);
});

async function run(attack: Attack): Promise<void> {
  const before = await scene.count();
  const faults: string[] = [];
  const requests = attack.requests(scene);
  expect(requests.length).toBeGreaterThan(0);
  for (const asked of requests) {
    const headers = { ...headersOf(scene, asked.as ?? "nobody"), ...asked.headers };
    const answer = await send(scene.url, { ...asked, headers });
    const fault = judge(attack, { answer, asked, scene });
    const said = `${asked.as ?? "nobody"} ${asked.method ?? "GET"} ${asked.path.slice(0, 120)} ${String(asked.body ?? "").slice(0, 80)}`;
    if (fault !== undefined) faults.push(`${said}: ${fault}`);
  }
  expect(faults).toEqual([]);
  expect(await scene.count()).toBe(before);
  expect(await send(scene.url, { path: "/readyz" })).toMatchObject({ status: 200 });
}

for (const attack of attacks) test(`${attack.id}: ${attack.what}`, () => run(attack));
