// The machine plane as one Hono app: guards first, then who is asking, then /api/v1 and tRPC.
import { Hono } from "hono";
import { answeringFor } from "./http/answers.ts";
import { authenticate } from "./http/authenticate.ts";
import {
  claimedOnly,
  ownHostOnly,
  ownOriginOnly,
  plainQueryOnly,
  servedClientsOnly,
  smallJsonOnly,
  type Guard,
} from "./http/guards.ts";
import { nothingHere, wellKnown, type Disclosure } from "./http/well-known.ts";
import type { AppDeps, Env } from "./http/request.ts";
import { serveTrpc, trpcPath } from "./trpc.ts";
import { routes } from "./v1/routes.ts";

export type ServerApp = { fetch(request: Request, bindings?: Env["Bindings"]): Response | Promise<Response> };

/** Answers /api (but /api/auth), /healthz, /readyz and /.well-known. Never allows another origin. */
export function createApp(deps: AppDeps, disclosure: Disclosure = {}): ServerApp {
  const app = new Hono<Env>();
  const answering = answeringFor(deps);
  const outer: readonly Guard[] = [ownHostOnly];
  const claimed = claimedOnly();
  const innerWith = (ownOrigin: Guard) => [...outer, servedClientsOnly, ownOrigin, plainQueryOnly, claimed];
  const inner: readonly Guard[] = innerWith(ownOriginOnly("x-chancery-csrf", "1"));
  for (const [path, handle] of Object.entries(wellKnown(disclosure))) app.get(path, answering(outer, handle));
  app.all(`${trpcPath}/*`, answering([...inner, smallJsonOnly, authenticate], serveTrpc));
  for (const { method, path, stream, handle } of routes) {
    const guards = stream ? [authenticate] : [smallJsonOnly, authenticate];
    // UploadThing's client sends a file with headers of its own and none of ours: no form can send them either.
    const first = stream === "multipart/form-data" ? innerWith(ownOriginOnly("x-uploadthing-version")) : inner;
    app.on(method, honoPath(path), answering([...first, ...guards], handle));
  }
  const [unknown, unknownInside] = [answering(outer, refuseUnknown), answering(inner, refuseUnknown)];
  app.notFound((c) => (c.req.path.startsWith("/api/") ? unknownInside(c) : unknown(c)));
  return app;
}

const honoPath = (path: string) => path.replace(/\{\+\w+\}/, "*").replace(/\{(\w+)\}/g, ":$1");
const refuseUnknown = () => Promise.reject(nothingHere());
