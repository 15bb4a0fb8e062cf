// Several server processes on one PostgreSQL: what four of them read and write beside one.
import { cpus } from "node:os";
import { startServer } from "e2e/support/server.ts";
import { bench, type Bench, type Figures } from "../bench.ts";
import type { Load, Loaded } from "../programs/load.ts";
import type { Writers, Written } from "../programs/writers.ts";
import { pushAliased } from "../stage/aliased.ts";
import { openCluster, whyNoPostgres } from "../stage/postgres.ts";
import { runProgram } from "../stage/program.ts";
import { openRegistry, team } from "../stage/registry.ts";

const writers = 32;
const processes = 4;
/** Four servers, the database and the load: with fewer cores than that, more processes only share what there is. */
const hasCores = cpus().length >= 2 * processes;

type Stage = {
  readonly urls: readonly string[];
  readonly token: string;
  readonly path: string;
  readonly models: Writers["models"];
  readonly seconds: number;
};

export const postgresProcesses: Bench = {
  ...bench({
    name: "postgres-processes",
    what: `${processes} server processes on one PostgreSQL with fsync: resolve by alias; audited writes on one log by ${writers} writers`,
    against: "one process, the same load",
    reach: [
      { figure: "resolve", unit: "/s", compare: "ratio", ...(hasCores && { atLeast: 2 }) },
      { figure: "audited writes", unit: "/s", compare: "alone", atLeast: 150 },
      { figure: "write p99", unit: "s", compare: "alone", atMost: 1.5 },
    ],
    async prepare(place): Promise<Stage> {
      const cluster = await openCluster(place);
      process.env["CHANCERY_E2E_DATABASE_URL"] = cluster.url("postgres");
      const registry = await openRegistry(place);
      const ref = await pushAliased(place, registry);
      const models = [];
      for (let n = 0; n < writers; n += 1) {
        const name = `written-${n}`;
        const { id } = await registry.client.api.models.create.mutate({ team, name });
        models.push({ id, ref: `${team}/${name}` });
      }
      const urls = [registry.server.url];
      while (urls.length < processes) {
        const server = await startServer({ place: registry.home });
        place.atEnd(() => server.stop());
        urls.push(server.url);
      }
      const seconds = place.size({ full: 8, quick: 3 });
      return { urls, token: registry.token, path: `/api/v1/resolve?ref=${encodeURIComponent(ref)}`, models, seconds };
    },
    ours: (stage) => measured(stage, stage.urls),
    peer: (stage) => measured(stage, stage.urls.slice(0, 1)),
  }),
  whyLeftOut: whyNoPostgres,
};

async function measured({ token, path, models, seconds }: Stage, urls: readonly string[]): Promise<Figures> {
  const headers = { authorization: `Bearer ${token}` };
  const connections = 16 / urls.length;
  const loads = await Promise.all(
    urls.map((url) => runProgram<Loaded>("load", { url: url + path, connections, seconds, headers } satisfies Load)),
  );
  const written = await runProgram<Written>("writers", { urls, token, models, seconds } satisfies Writers);
  return {
    resolve: loads.reduce((sum, { perSecond }) => sum + perSecond, 0),
    "audited writes": written.perSecond,
    "write p99": written.p99Ms / 1000,
  };
}
