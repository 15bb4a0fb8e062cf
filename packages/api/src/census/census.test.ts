// The census: every row of the surface, through each of its doors, and every other route, asked by every kind of visitor.
import { actorOfSession, issueClaimLink } from "@chancery/services";
import { eachEngine, type World } from "@chancery/services/testing";
import { anonymousActor } from "@chancery/core";
import { expect, it } from "vitest";
import type { z } from "zod";
import { createApp } from "../app.ts";
import { surface } from "../surface.ts";
import { refusalIn } from "../testing/serve-app.ts";
import { fieldsOf } from "../v1/given.ts";
import type { Route } from "../v1/route.ts";
import { routes } from "../v1/routes.ts";
import { surfaceRoutes } from "../v1/surface-routes.ts";
import type { Request as Asked } from "./row.ts";
import { columns, openCensus, type Visitor } from "./scene.ts";
import { httpRoutes, letters, procedures } from "./table.ts";

const origin = "http://localhost:3000";
const doorOf = (name: string) => surfaceRoutes.find(({ operation }) => operation === name.replace(".", "_"));

it("every row of the surface and every other route has a row here, and no row is left over", () => {
  expect(Object.keys(procedures).sort()).toEqual([...surface.keys()].sort());
  const listed = routes
    .filter((route) => !surfaceRoutes.includes(route))
    .map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  const beside = ["GET /healthz", "GET /readyz", "GET /.well-known/security.txt"];
  const heads = Object.keys(httpRoutes).filter((name) => name.startsWith("HEAD "));
  expect(heads.every((head) => listed.includes(head.replace("HEAD", "GET")))).toBe(true);
  expect(Object.keys(httpRoutes).sort()).toEqual([...listed, ...heads, ...beside].sort());
});

it("every row of the surface has a route of its own, or says why it is for the portal alone", () => {
  const doors = [...surface.values()].map(({ door }) =>
    door.kind === "http" ? `${door.method} ${door.path}` : door.why,
  );
  expect(doors).not.toContain("");
  const taken = routes.map(({ method, path }) => `${method} ${path}`);
  expect(new Set(taken).size).toBe(taken.length);
});

it("every row has a cell for each visitor, and at least one that is let in", () => {
  for (const [name, [cells]] of Object.entries({ ...procedures, ...httpRoutes })) {
    expect([name, cells.split(" ").length]).toEqual([name, columns.length]);
    if (name !== "identity.claim") expect([name, cells.includes("+")]).toEqual([name, true]);
  }
});

function appOf(world: World) {
  const actorOfCookie = (cookie: string) => actorOfSession(world.house, /session=([^;]+)/.exec(cookie)?.[1] ?? "");
  return createApp({ house: world.house, actorOfCookie }, { securityContact: "security@example.test" });
}

type Answered = { readonly cell: string; readonly json?: unknown };

async function answerTo(app: ReturnType<typeof appOf>, { headers }: Visitor, asked: Asked): Promise<Answered> {
  const isRaw = asked.body instanceof Uint8Array;
  const sent = {
    ...headers,
    ...(asked.body !== undefined && !isRaw && { "content-type": "application/json" }),
    ...asked.headers,
  };
  const method = asked.method ?? (asked.body === undefined ? "GET" : "POST");
  const body = asked.body === undefined ? {} : { body: isRaw ? asked.body : JSON.stringify(asked.body) };
  const answer = await app.fetch(new Request(`${origin}${asked.path}`, { method, headers: sent, ...body }));
  if (answer.status < 400) {
    const isJson = method !== "HEAD" && answer.headers.get("content-type")?.startsWith("application/json");
    if (isJson) return { cell: "+", json: await answer.json() };
    await answer.body?.cancel();
    return { cell: "+" };
  }
  const code = method === "HEAD" ? codeOfStatus(answer.status) : (await refusalIn(answer)).code;
  return { cell: Object.entries(letters).find(([, known]) => known === code)?.[0] ?? code };
}

/** HEAD has no body to name its code in. */
const codeOfStatus = (status: number) =>
  ({ 401: "UNAUTHENTICATED", 403: "FORBIDDEN", 404: "NOT_FOUND" })[status] ?? String(status);

type Way = {
  readonly name: string;
  readonly schema?: z.ZodType | undefined;
  as(input: unknown): Asked;
  told(json: unknown): unknown;
};

/** The doors of a row: tRPC, and HTTP where it has that. */
function waysTo(name: string): readonly Way[] {
  const { output: schema } = surface.get(name)!.useCase;
  const route = doorOf(name);
  return [
    { name, schema, as: (input) => asProcedure(name, input), told: (json) => (json as Trpc).result.data },
    ...(route
      ? [
          {
            name: `${name} over HTTP`,
            schema,
            as: (input: unknown) => asRoute(route, input),
            told: (json: unknown) => json,
          },
        ]
      : []),
  ];
}
type Trpc = { readonly result: { readonly data: unknown } };

function asProcedure(name: string, input: unknown): Asked {
  const path = `/api/trpc/${name}`;
  if (surface.get(name)?.type === "mutation") return { path, body: input };
  return { path: `${path}?input=${encodeURIComponent(JSON.stringify(input))}` };
}

/** The same input, in the path and behind it. */
function asRoute(route: Route, input: unknown): Asked {
  const { inPath } = fieldsOf(route);
  const given = Object.entries(input as Readonly<Record<string, unknown>>).filter(([, value]) => value !== undefined);
  const told = (field: string) => encodeURIComponent(String((input as Readonly<Record<string, unknown>>)[field]));
  const path = inPath.reduce(
    (filled, { name, field }) => filled.replace(new RegExp(`\\{\\+?${name}\\}`), told(field)),
    route.path,
  );
  const others = given.filter(([field]) => inPath.every((one) => one.field !== field));
  const method = route.method.toUpperCase();
  if (method !== "GET") return { path, method, ...(method !== "DELETE" && { body: Object.fromEntries(others) }) };
  return {
    path: `${path}?${new URLSearchParams(others.map(([field, value]): [string, string] => [field, String(value)])).toString()}`,
    method,
  };
}

eachEngine("the census", (open) => {
  it("answers every visitor at every procedure and route as the table says", { timeout: 600_000 }, async () => {
    const world = await open();
    const scene = await openCensus(world);
    const app = appOf(world);
    const found: Record<string, string> = {};
    const expected: Record<string, string> = {};
    const sweep = async (way: Way, cells: string, ask: (visitor: Visitor) => Promise<Asked>) => {
      const answers: string[] = [];
      for (const column of columns) {
        const visitor = scene.visitors.get(column)!;
        const { cell, json } = await answerTo(app, visitor, await ask(visitor));
        answers.push(cell);
        // A member that the schema does not know is left out of what it reads: then the two differ.
        if (cell === "+" && json !== undefined && way.schema)
          expect([way.name, way.schema.safeParse(way.told(json))]).toEqual([
            way.name,
            { success: true, data: way.told(json) },
          ]);
      }
      expected[way.name] = cells;
      found[way.name] = answers.join(" ");
    };
    for (const [name, [cells, ask]] of Object.entries(procedures))
      for (const way of waysTo(name)) await sweep(way, cells, async ({ actor }) => way.as(await ask(scene, actor)));
    for (const [name, [cells, ask]] of Object.entries(httpRoutes)) {
      const schema = undefined; // of hand-written routes their own tests hold the answers
      const way: Way = { name, schema, as: (asked) => asked as Asked, told: (json) => json };
      await sweep(way, cells, async ({ actor }) => ask(scene, actor));
    }
    expect(found).toEqual(expected);
  });

  it("lets whoever holds the link of a new registry claim it, once", async () => {
    const world = await open();
    const app = appOf(world);
    const code = await issueClaimLink(world.house);
    const claim = () =>
      answerTo(
        app,
        { actor: anonymousActor, headers: {} },
        asProcedure("identity.claim", {
          code,
          name: "Grace",
          email: "grace@example.test",
          password: "copper kettle harbour",
        }),
      );
    expect([(await claim()).cell, (await claim()).cell]).toEqual(["+", "N"]);
  });
});
