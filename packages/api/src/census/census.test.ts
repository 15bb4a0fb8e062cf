// The census of routes: every procedure and every route, asked by every kind of visitor.
import { actorOfSession, issueClaimLink } from "@chancery/services";
import { eachEngine, type World } from "@chancery/services/testing";
import { anonymousActor } from "@chancery/core";
import { expect, it } from "vitest";
import { createApp } from "../app.ts";
import { appRouter } from "../router.ts";
import { refusalIn } from "../testing/serve-app.ts";
import { routes } from "../v1/routes.ts";
import type { Request as Asked } from "./row.ts";
import { columns, openCensus, type Visitor } from "./scene.ts";
import { httpRoutes, letters, procedures } from "./table.ts";

const origin = "http://localhost:3000";
const routerProcedures = appRouter._def.procedures as unknown as Record<
  string,
  { readonly _def: { readonly type: "query" | "mutation" } }
>;

it("every procedure of the router and every route of the table has a row, and no row is left over", () => {
  expect(Object.keys(procedures).sort()).toEqual(Object.keys(routerProcedures).sort());
  const listed = routes.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  const beside = ["GET /healthz", "GET /readyz", "GET /.well-known/security.txt"];
  const heads = Object.keys(httpRoutes).filter((name) => name.startsWith("HEAD "));
  expect(heads.every((head) => listed.includes(head.replace("HEAD", "GET")))).toBe(true);
  expect(Object.keys(httpRoutes).sort()).toEqual([...listed, ...heads, ...beside].sort());
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

async function answerTo(app: ReturnType<typeof appOf>, { headers }: Visitor, asked: Asked): Promise<string> {
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
    await answer.body?.cancel();
    return "+";
  }
  const code = method === "HEAD" ? codeOfStatus(answer.status) : (await refusalIn(answer)).code;
  return Object.entries(letters).find(([, known]) => known === code)?.[0] ?? code;
}

/** HEAD has no body to name its code in. */
const codeOfStatus = (status: number) =>
  ({ 401: "UNAUTHENTICATED", 403: "FORBIDDEN", 404: "NOT_FOUND" })[status] ?? String(status);

function asProcedure(name: string, input: unknown): Asked {
  const path = `/api/trpc/${name}`;
  if (routerProcedures[name]?._def.type === "mutation") return { path, body: input };
  return { path: `${path}?input=${encodeURIComponent(JSON.stringify(input))}` };
}

eachEngine("the census", (open) => {
  it("answers every visitor at every procedure and route as the table says", { timeout: 600_000 }, async () => {
    const world = await open();
    const scene = await openCensus(world);
    const app = appOf(world);
    const found: Record<string, string> = {};
    const expected: Record<string, string> = {};
    const sweep = async (name: string, cells: string, ask: (visitor: Visitor) => Promise<Asked>) => {
      const answers: string[] = [];
      for (const column of columns) {
        const visitor = scene.visitors.get(column)!;
        answers.push(await answerTo(app, visitor, await ask(visitor)));
      }
      expected[name] = cells;
      found[name] = answers.join(" ");
    };
    for (const [name, [cells, ask]] of Object.entries(procedures))
      await sweep(name, cells, async ({ actor }) => asProcedure(name, await ask(scene, actor)));
    for (const [name, [cells, ask]] of Object.entries(httpRoutes))
      await sweep(name, cells, async ({ actor }) => ask(scene, actor));
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
    expect([await claim(), await claim()]).toEqual(["+", "N"]);
  });
});
