// Every bench, in the order they run and are printed.
import type { Bench } from "./bench.ts";
import { auditLog } from "./benches/audit-log.ts";
import { browserPut } from "./benches/browser-put.ts";
import { bulk } from "./benches/bulk.ts";
import { crowd } from "./benches/crowd.ts";
import { evidencePages } from "./benches/evidence-pages.ts";
import { gets } from "./benches/get.ts";
import { logCheck } from "./benches/log-check.ts";
import { memory } from "./benches/memory.ts";
import { modelsKept } from "./benches/models-kept.ts";
import { modelsList, modelsListPostgres } from "./benches/models-list.ts";
import { postgresProcesses } from "./benches/postgres-processes.ts";
import { pullSmall } from "./benches/pull-small.ts";
import { pushAgain } from "./benches/push-again.ts";
import { put } from "./benches/put.ts";
import { resolveHttp } from "./benches/resolve-http.ts";
import { resolveTyped } from "./benches/resolve-typed.ts";
import { start } from "./benches/start.ts";
import { writeAudited } from "./benches/write-audited.ts";

export const benches: readonly Bench[] = [
  start,
  resolveHttp,
  resolveTyped,
  put,
  browserPut,
  ...gets,
  pushAgain,
  pullSmall,
  ...bulk,
  memory,
  crowd,
  writeAudited,
  modelsList,
  modelsListPostgres,
  modelsKept,
  evidencePages,
  auditLog,
  logCheck,
  postgresProcesses,
];
