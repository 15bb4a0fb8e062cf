// Preload of a server under test: it has one migration more than it was shipped with (E2E_MIGRATION names the file),
// and kills itself as it comes to statement E2E_KILL_AT of its migrator, or once it has committed.
import fs from "node:fs";
import { createRequire, syncBuiltinESMExports } from "node:module";
import { basename, dirname } from "node:path";

const extra = process.env.E2E_MIGRATION;
const killAt = Number(process.env.E2E_KILL_AT ?? 0);
const extraSql = fs.readFileSync(extra, "utf8");
const isOfExtra = (path) =>
  basename(String(path)) === basename(extra) && basename(dirname(dirname(String(path)))) === "migrations";

const { readdirSync, readFileSync } = fs;
fs.readdirSync = (path, ...rest) => {
  const names = readdirSync(path, ...rest);
  return basename(dirname(String(path))) === "migrations" ? [...names, basename(extra)] : names;
};
fs.readFileSync = (path, ...rest) => (isOfExtra(path) ? extraSql : readFileSync(path, ...rest));
syncBuiltinESMExports();

let step = 0;
const come = () => {
  step += 1;
  if (step === killAt) process.kill(process.pid, "SIGKILL");
};
const statements = (sql) => (sql === extraSql ? sql.split(";\n") : [sql]);
const require = createRequire(process.argv[1]);

const Database = require("better-sqlite3");
const { exec } = Database.prototype;
Database.prototype.exec = function (sql) {
  for (const statement of statements(sql)) {
    come();
    exec.call(this, statement);
  }
  if (sql === "COMMIT") come();
  return this;
};

const pg = require("pg");
const { query } = pg.Client.prototype;
pg.Client.prototype.query = function (...given) {
  const [sql] = given;
  if (typeof sql !== "string" || given.some((value) => typeof value === "function")) return query.apply(this, given);
  const run = async () => {
    let answer;
    for (const statement of statements(sql)) {
      come();
      answer = await query.call(this, statement, ...given.slice(1));
    }
    if (sql === "COMMIT") come();
    return answer;
  };
  return run();
};
