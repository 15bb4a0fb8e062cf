// The hottest read of a registry: which version does this alias name now?
import { bench } from "../bench.ts";
import type { BareRoute } from "../programs/bare-route.ts";
import type { Load } from "../programs/load.ts";
import { pushAliased } from "../stage/aliased.ts";
import { askAway, smallReads, type Target } from "../stage/ask-away.ts";
import { serveProgram } from "../stage/program.ts";
import { openRegistry } from "../stage/registry.ts";

const connections = 8;

export const resolveHttp = bench({
  name: "resolve-http",
  what: `resolve by alias over /api/v1 with a token, ${connections} connections`,
  against: "a bare Hono route that answers the same JSON",
  reach: smallReads(0.4),
  async prepare(place) {
    const registry = await openRegistry(place);
    const ref = await pushAliased(place, registry);
    const path = `/api/v1/resolve?ref=${encodeURIComponent(ref)}`;
    const headers = { authorization: `Bearer ${registry.token}` };
    const answered = await fetch(registry.server.url + path, { headers });
    const json = (await answered.json()) as { readonly state?: string };
    if (json.state !== "sealed") throw new Error(`not resolved: ${JSON.stringify(json)}`);
    const route: BareRoute = { path: "/api/v1/resolve", json };
    const peer = await serveProgram<Target>(place, "bare-route", route);
    const seconds = place.size({ full: 5, quick: 1 });
    const load = ({ url }: Target): Load => ({ url: url + path, connections, seconds, headers });
    return { load, ours: registry.server, peer };
  },
  ours: ({ load, ours }) => askAway(ours, "load", load(ours)),
  peer: ({ load, peer }) => askAway(peer, "load", load(peer)),
});
