// §4a, §4b, §4d over two running servers of one place: leaving, being shut out, what may be a password, what guessing costs.
import { expect, test } from "@playwright/test";
import { claimedBy, join, newToken, Refused, signIn, type Session } from "../support/http.ts";
import { person } from "../support/people.ts";
import { openPlace, startServer, type Place, type RunningServer } from "../support/server.ts";
import { api } from "./scene.ts";

const boss = person("Agnes Adler");
const shared = { CHANCERY_LOG_ORIGIN: "accounts.test/audit" };
let place: Place;
let servers: readonly RunningServer[];
let admin: Session;

const startBoth = async () => [await startServer({ place, env: shared }), await startServer({ place, env: shared })];
test.beforeAll(async () => {
  place = await openPlace();
  const first = await startServer({ place, env: { ...claimedBy(boss), ...shared } });
  servers = [first, await startServer({ place, env: shared })];
  admin = await signIn(first.url, boss);
});
test.afterAll(async () => {
  for (const server of servers) await server.stop();
  await place.remove();
});

const statusOf = (act: Promise<unknown>): Promise<number> =>
  act.then(
    () => 200,
    (error: unknown) => {
      if (error instanceof Refused) return error.status;
      throw error;
    },
  );

test("§4a: signing out ends the session on every server and has the browser forget all it kept", async () => {
  const leaving = await join(admin, person("Leo Leaving"));
  const csrf = await fetch(`${admin.url}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { readonly csrfToken: string };
  const cookies = csrf.headers.getSetCookie().map((line) => line.split(";", 1)[0]);
  const answer = await fetch(`${admin.url}/api/auth/signout`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: [...cookies, leaving.cookie].join("; "), origin: admin.url },
    body: new URLSearchParams({ csrfToken, json: "true" }),
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("clear-site-data")).toBe('"cache", "cookies", "storage"');
  for (const { url } of servers) expect(await statusOf(leaving.at(url).query("tokens.list"))).toBe(401);
});

test("§4b: a disabled person's session and token are refused by every server from the next request on", async () => {
  const disabled = await join(admin, person("Dora Disabled"));
  const token = await newToken(disabled);
  const answers = async ({ url }: RunningServer) => [
    await statusOf(disabled.at(url).query("tokens.list")),
    (await api({ url, token }, { path: "/api/trpc/tokens.list?input={}" })).status,
  ];
  for (const server of servers) expect(await answers(server)).toEqual([200, 200]);
  await admin.mutate("people.disable", { actorId: disabled.actorId, reason: "left the house" });
  for (const server of servers) expect(await answers(server)).toEqual([401, 401]);
  expect(await statusOf(signIn(admin.url, person("Dora Disabled")))).toBe(401);
});

/** Letters that repeat nothing: neither a listed word nor a few characters over and over. */
const letters = (length: number) =>
  Array.from({ length }, (_, n) => String.fromCharCode(97 + ((n * 7 + ((n / 26) | 0) * 5) % 26))).join("");
const emoji = Array.from({ length: 12 }, (_, n) => String.fromCodePoint(0x1f980 + n)).join("");

for (const [what, password, status] of [
  ["nothing", "", 400],
  ["7 characters", letters(7), 400],
  ["8 characters", letters(8), 400],
  ["11 characters", letters(11), 400],
  ["12 characters", letters(12), 200],
  ["64 characters", letters(64), 200],
  ["128 characters", letters(128), 200],
  ["129 characters", letters(129), 400],
  ["a megabyte", letters(1024 * 1024), 413],
  ["NUL within", `${letters(12)}\u0000${letters(12)}`, 400],
  ["12 emoji", emoji, 200],
  ["11 emoji", [...emoji].slice(1).join(""), 400],
] as const)
  test(`§4d: a password of ${what} is ${status === 200 ? "kept whole" : "refused"}`, async () => {
    const invited = { ...person(`Pat ${what}`), name: "Pat", password };
    const joined = await join(admin, invited).catch((error: unknown) => error);
    if (status !== 200) return expect(joined).toMatchObject({ status });
    expect(joined).not.toBeInstanceOf(Error);
    const cut = [...password].slice(0, -1).join("");
    expect(await statusOf(signIn(admin.url, { ...invited, password: cut }))).toBe(401);
    expect(await statusOf(signIn(servers[1]!.url, invited))).toBe(200);
  });

test("§4d: guesses are counted for all servers together, and a restart forgets none", async () => {
  const guessed = person("Gus Guessed");
  await join(admin, guessed);
  for (let n = 0; n < 5; n += 1) {
    const { url } = servers[n % 2]!;
    expect(await statusOf(signIn(url, { ...guessed, password: `guess ${n} of somebody else` }))).toBe(401);
  }
  for (const { url } of servers) expect(await statusOf(signIn(url, guessed))).toBe(429);
  for (const server of servers) await server.kill();
  servers = await startBoth();
  for (const { url } of servers) expect(await statusOf(signIn(url, guessed))).toBe(429);
  expect(await statusOf(signIn(servers[0]!.url, boss))).toBe(200);
});
