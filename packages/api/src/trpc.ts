// tRPC inside the app: one fetch handler, bounded batches.
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { seal } from "./expose.ts";
import type { Ctx } from "./http/request.ts";
import { appRouter } from "./router.ts";

export const trpcPath = "/api/trpc";
const maxBatchSize = 20;

export const serveTrpc = (c: Ctx): Promise<Response> =>
  fetchRequestHandler({
    endpoint: trpcPath,
    req: c.req.raw,
    router: appRouter,
    maxBatchSize,
    createContext: () => seal({ house: c.get("deps").house, call: c.get("call") }),
  });
