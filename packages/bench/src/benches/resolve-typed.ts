// The same read as a program in TypeScript asks it: the typed client, over tRPC.
import { bench } from "../bench.ts";
import type { BareRoute } from "../programs/bare-route.ts";
import type { TypedLoad } from "../programs/typed-load.ts";
import { pushAliased } from "../stage/aliased.ts";
import { askAway, smallReads, type Target } from "../stage/ask-away.ts";
import { serveProgram } from "../stage/program.ts";
import { openRegistry } from "../stage/registry.ts";

const connections = 8;

export const resolveTyped = bench({
  name: "resolve-typed",
  what: `the same through the typed client (tRPC), ${connections} at a time`,
  against: "a bare Hono route that answers the same, through the same client",
  reach: smallReads(0.5),
  async prepare(place) {
    const registry = await openRegistry(place);
    const { token, client, server: ours } = registry;
    const ref = await pushAliased(place, registry);
    const data = await client.api.versions.resolve.query({ ref });
    const route: BareRoute = { path: "/api/trpc/versions.resolve", json: { result: { data } } };
    const peer = await serveProgram<Target>(place, "bare-route", route);
    const seconds = place.size({ full: 5, quick: 1 });
    const load = ({ url }: Target): TypedLoad => ({ url, token, ref, connections, seconds });
    return { load, ours, peer };
  },
  ours: ({ load, ours }) => askAway(ours, "typed-load", load(ours)),
  peer: ({ load, peer }) => askAway(peer, "typed-load", load(peer)),
});
