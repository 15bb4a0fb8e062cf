// The hottest read of a registry: which version does this alias name now?
import { bench } from "../bench.ts";
import type { BareRoute } from "../programs/bare-route.ts";
import type { Load, Loaded } from "../programs/load.ts";
import { pushAliased } from "../stage/aliased.ts";
import { runProgram, serveProgram } from "../stage/program.ts";
import { openRegistry } from "../stage/registry.ts";

const connections = 8;

export const resolveHttp = bench({
  name: "resolve-http",
  what: `resolve by alias over /api/v1 with a token, ${connections} connections`,
  against: "a bare Hono route that answers the same JSON",
  reach: [{ figure: "requests/s", unit: "/s", compare: "ratio", atLeast: 0.4 }],
  async prepare(place) {
    const registry = await openRegistry(place);
    const ref = await pushAliased(place, registry);
    const path = `/api/v1/resolve?ref=${encodeURIComponent(ref)}`;
    const headers = { authorization: `Bearer ${registry.token}` };
    const answered = await fetch(registry.server.url + path, { headers });
    const json = (await answered.json()) as { readonly state?: string };
    if (json.state !== "sealed") throw new Error(`not resolved: ${JSON.stringify(json)}`);
    const bare = await serveProgram<{ readonly url: string }>(place, "bare-route", {
      path: "/api/v1/resolve",
      json,
    } satisfies BareRoute);
    const seconds = place.size({ full: 5, quick: 1 });
    const load = async (url: string) => {
      const { perSecond } = await runProgram<Loaded>("load", {
        url: url + path,
        connections,
        seconds,
        headers,
      } satisfies Load);
      return { "requests/s": perSecond };
    };
    return { ours: () => load(registry.server.url), peer: () => load(bare.url) };
  },
  ours: ({ ours }) => ours(),
  peer: ({ peer }) => peer(),
});
