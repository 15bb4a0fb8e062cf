// The machine plane as one Hono app: guards first, then who is asking, then /api/v1 and tRPC.
import { refuse } from "@chancery/core";
import { Hono } from "hono";
import { onError, dressed } from "./http/answers.ts";
import { authenticate } from "./http/authenticate.ts";
import {
  claimedOnly,
  guardedBy,
  ownHostOnly,
  ownOriginOnly,
  plainQueryOnly,
  servedClientsOnly,
  smallJsonOnly,
} from "./http/guards.ts";
import { addWellKnown, type Disclosure } from "./http/well-known.ts";
import type { AppDeps, Ctx, Env } from "./http/request.ts";
import { serveTrpc, trpcPath } from "./trpc.ts";
import { routes } from "./v1/routes.ts";

export type ServerApp = { fetch(request: Request, bindings?: Env["Bindings"]): Response | Promise<Response> };

/** Answers /api (but /api/auth), /healthz, /readyz and /.well-known. Never allows another origin. */
export function createApp(deps: AppDeps, options: Disclosure = {}): ServerApp {
  const app = new Hono<Env>();
  app.use(dressed(deps), guardedBy(ownHostOnly));
  app.onError(onError);
  app.notFound(() => {
    throw refuse("NOT_FOUND", "route_unknown", "there is nothing at this address");
  });
  addWellKnown(app, options);
  app.use("/api/*", guardedBy(servedClientsOnly, ownOriginOnly, plainQueryOnly, claimedOnly()));
  app.use(`${trpcPath}/*`, guardedBy(smallJsonOnly, authenticate));
  app.all(`${trpcPath}/*`, serveTrpc);
  for (const route of routes) {
    const path = honoPath(route.path);
    const guards = route.body === "application/octet-stream" ? [authenticate] : [smallJsonOnly, authenticate];
    app.on(route.method, path, guardedBy(...guards), (c: Ctx) => route.handle(c));
  }
  return app;
}

const honoPath = (path: string) => path.replace(/\{\+\w+\}/, "*").replace(/\{(\w+)\}/g, ":$1");
