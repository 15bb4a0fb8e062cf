// The built server with a registry in it: claimed, one team, one person who may do everything in it, and their token.
import { createClient, type Client } from "@chancery/client";
import { claimedBy, newToken, signIn, type Session } from "e2e/support/http.ts";
import { openPlace, startServer, type Place as Home, type RunningServer, type Start } from "e2e/support/server.ts";
import type { Place } from "../bench.ts";

export type Registry = {
  /** Its data folder and database: further servers may be started over them. */
  readonly home: Home;
  readonly server: RunningServer;
  readonly admin: Session;
  readonly token: string;
  readonly client: Client;
};

const keeper = { name: "Bo Bench", email: "bo.bench@example.test", password: "Bo measures with a long ruler" };
export const team = "bench";

/** SQLite unless CHANCERY_E2E_DATABASE_URL says otherwise. Stopped and removed at the end of the bench. */
export async function openRegistry(place: Place, start: Pick<Start, "nodeArgs"> = {}): Promise<Registry> {
  const home = await openPlace();
  place.atEnd(() => home.remove());
  const nodeArgs = [...(start.nodeArgs ?? []), ...profiling()];
  const server = await startServer({ nodeArgs, place: home, env: claimedBy(keeper) });
  place.atEnd(() => server.stop());
  await server.printed(/Claimed for /);
  const admin = await signIn(server.url, keeper);
  const { id: teamId } = (await admin.mutate("teams.create", { slug: team, name: "Bench" })) as { readonly id: string };
  const { id: actorId } = (await admin.query("me.get")) as { readonly id: string };
  for (const role of ["contributor", "maintainer"])
    await admin.mutate("grants.give", { actorId, role, scope: "team", scopeId: teamId });
  const token = await newToken(admin, "bench");
  return { home, server, admin, token, client: createClient({ url: server.url, token }) };
}

/** With BENCH_PROFILE=<folder> the server leaves a CPU profile there when it stops. */
function profiling(): readonly string[] {
  const folder = process.env["BENCH_PROFILE"];
  return folder ? ["--cpu-prof", "--cpu-prof-dir", folder] : [];
}
