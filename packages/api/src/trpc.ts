// tRPC inside the app: one fetch handler, bounded batches.
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { isChanceryError, refuse } from "@chancery/core";
import { retryHeader } from "./error-map.ts";
import { seal } from "./expose.ts";
import type { Ctx } from "./http/request.ts";
import { appRouter } from "./router.ts";

export const trpcPath = "/api/trpc";
const maxBatchSize = 20;

export async function serveTrpc(c: Ctx): Promise<Response> {
  // tRPC would answer HEAD with 204 whoever asks, whatever for.
  if (c.req.method === "HEAD") throw refuse("INVALID_INPUT", "method_wrong", "procedures are called by GET and POST");
  return fetchRequestHandler({
    endpoint: trpcPath,
    req: c.req.raw,
    router: appRouter,
    maxBatchSize,
    responseMeta: ({ errors }) => ({
      headers: Object.fromEntries(
        errors.flatMap(({ cause }) => (isChanceryError(cause) ? Object.entries(retryHeader(cause)) : [])),
      ),
    }),
    createContext: () => seal({ house: c.get("deps").house, call: c.get("call") }),
  });
}

/** A path as the log may keep it: what is no procedure's name may be anything, a secret pasted there too. */
export function loggedPath(path: string): string {
  if (!path.startsWith(`${trpcPath}/`)) return path.slice(0, 300);
  const names = path.slice(trpcPath.length + 1).split(",", maxBatchSize);
  return `${trpcPath}/${names.map((name) => (isProcedure(name) ? name : "?")).join(",")}`;
}

const isProcedure = (name: string) => Object.hasOwn(appRouter._def.procedures, name);
