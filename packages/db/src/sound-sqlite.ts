// Whether the tables and indexes of a SQLite file agree: an index from which a row was left out hides it from every query that goes by it.
import { once } from "node:events";
import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import type { Reason } from "@chancery/core";

/** In a thread of its own: it reads every page, and SQLite lets nobody else run meanwhile. */
const thread = `
const { parentPort, workerData } = require("node:worker_threads");
const Database = require(workerData.driver);
const connection = new Database(workerData.file, { readonly: true });
parentPort.postMessage(connection.pragma("integrity_check(1)", { simple: true }));
connection.close();
`;
const driver = createRequire(import.meta.url).resolve("better-sqlite3");

/** The first thing that `PRAGMA integrity_check` finds (https://sqlite.org/pragma.html#pragma_integrity_check). */
export async function whyNotSound(file: string): Promise<Reason | undefined> {
  const worker = new Worker(thread, { eval: true, workerData: { driver, file }, execArgv: [], env: {} });
  // Both are waited for from the start: under load they come at once. Either rejects with the thread's error.
  const [[found]] = (await Promise.all([once(worker, "message"), once(worker, "exit")])) as [[string], unknown];
  return found === "ok"
    ? undefined
    : { code: "database_unsound", message: `the database file contradicts itself: ${found}` };
}
