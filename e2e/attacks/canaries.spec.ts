// Secrets given to a running server are nowhere but where they must be: its log, its refusals, the audit log, an export, the data folder (S30, S46, §4g).
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import Database from "better-sqlite3";
import pg from "pg";
import { bearerAt } from "../support/bearer.ts";
import { openPlace, startServer, type Place, type RunningServer } from "../support/server.ts";
import { plantAll, type Canary, type Planted } from "./canaries.ts";

let place: Place;
let server: RunningServer;
let planted: Planted;
let exports: Readonly<Record<"plain" | "disclosing", string>>;

test.beforeAll(async () => {
  place = await openPlace();
  server = await startServer({ place });
  const { auditorToken, ...all } = await plantAll(server);
  planted = all;
  const auditor = bearerAt(server.url, auditorToken);
  const exported = async (query: string) => String((await auditor.ok(`/api/v1/audit/export${query}`)).body);
  exports = { plain: await exported(""), disclosing: await exported("?disclosures=true") };
});
test.afterAll(async () => {
  await server.stop();
  await place.remove();
});

/** What of the secrets stands in a text: as it is, escaped for a URL or JSON, or as base64. */
function secretsIn(text: string, { isPersonalAllowed = false } = {}): readonly string[] {
  const isThere = ({ secret }: Canary) => formsOf(secret).some((form) => text.includes(form));
  return planted.canaries
    .filter((canary) => !(isPersonalAllowed && canary.isPersonal) && isThere(canary))
    .map(({ what }) => what);
}
const formsOf = (secret: string): readonly string[] => [
  secret,
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString("base64").replace(/=+$/, ""),
  Buffer.from(secret).toString("base64url"),
];

test("at least 30 secrets are planted, each once, and most of what carries them is refused", () => {
  expect(new Set(planted.canaries.map(({ secret }) => secret)).size).toBe(planted.canaries.length);
  expect(planted.canaries.length).toBeGreaterThanOrEqual(30);
  expect(planted.refusals.length).toBeGreaterThanOrEqual(30);
  expect(secretsIn(planted.canaries.map(({ secret }) => secret).join("\n"))).toHaveLength(planted.canaries.length);
});

test("§4g: no secret is in what the server writes", () => {
  const link = /http:\/\/localhost:\d+\/claim\/\S+/; // printed for the operator, once, before anybody is there
  expect(server.output()).toMatch(link);
  expect(server.output().match(/"msg":"request"/g)?.length ?? 0).toBeGreaterThan(30);
  expect(secretsIn(server.output().replace(link, ""))).toEqual([]);
});

test("§4g: no secret is in the body or a header of a refusal; a page names its own address, and nothing else", () => {
  const faults = planted.refusals.flatMap(({ status, headers, body, path }) => {
    const isPage = headers["content-type"]?.startsWith("text/html") ?? false;
    const shown = isPage ? body.replaceAll(path.slice(path.lastIndexOf("/") + 1), "") : body;
    const found = secretsIn(`${shown}${JSON.stringify(headers)}`);
    return found.map((what) => `${what} in an answer of ${status}: ${body.slice(0, 300)}`);
  });
  expect(faults).toEqual([]);
});

test("§4g: no secret is in a leaf, nor in an export; what it discloses are people's own fields", () => {
  const lines = exports.disclosing
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { data: { disclosures?: string[] } });
  const disclosed = lines
    .flatMap(({ data }) => data.disclosures ?? [])
    .map((text) => Buffer.from(text, "base64url").toString());
  expect(exports.plain.split("\n").length).toBeGreaterThan(15);
  expect(disclosed.length).toBeGreaterThan(0);
  expect(secretsIn(exports.plain)).toEqual([]);
  expect(secretsIn(exports.disclosing)).toEqual([]);
  expect(secretsIn(disclosed.join("\n"), { isPersonalAllowed: true })).toEqual([]);
});

const everythingIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => join(entry.parentPath, entry.name));

test("S30: all of the data folder is its owner's alone, while the server works", () => {
  const modeOf = (path: string) => statSync(path).mode & 0o777;
  const all = [place.dataFolder, ...everythingIn(place.dataFolder)];
  expect(all.length).toBeGreaterThan(4);
  expect(all.filter((path) => modeOf(path) !== (statSync(path).isDirectory() ? 0o700 : 0o600))).toEqual([]);
});

test("S46: nothing is left of the claim link", async () => {
  await expect.poll(() => readdirSync(place.dataFolder), { timeout: 10_000 }).not.toContain("claim-link");
});

test("S46: no file of the data folder holds a secret in clear, while the server works and after it ended", async () => {
  const look = () =>
    everythingIn(place.dataFolder)
      .filter((path) => statSync(path).isFile())
      .flatMap((path) =>
        secretsIn(readFileSync(path, "latin1"), { isPersonalAllowed: true }).map((what) => `${what} in ${path}`),
      );
  expect(look()).toEqual([]);
  expect(await server.stop()).toBe(0);
  expect(look()).toEqual([]);
});

type Rows = readonly Record<string, unknown>[];

/** Every row of every table, by the table's name. */
async function readTables({ databaseUrl, dataFolder }: Place): Promise<Readonly<Record<string, Rows>>> {
  if (databaseUrl === undefined) {
    const database = new Database(join(dataFolder, "chancery.db"), { readonly: true });
    const names = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[];
    const tables = names.map((name) => [name, database.prepare(`SELECT * FROM "${name}"`).all() as Rows] as const);
    database.close();
    return Object.fromEntries(tables);
  }
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const named = await client.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
  );
  const tables: Record<string, Rows> = {};
  for (const { name } of named.rows) tables[name] = (await client.query<Rows[number]>(`SELECT * FROM "${name}"`)).rows;
  await client.end();
  return tables;
}

test("S46: no row of the database holds a secret, session ids and passwords are hashes, and keys are in the key files alone", async () => {
  const tables = await readTables(place);
  const column = (table: string, name: string) => (tables[table] ?? []).map((row) => String(row[name]));
  const words = (value: unknown) =>
    Buffer.isBuffer(value) ? value.toString("utf8") : typeof value === "string" ? value : JSON.stringify(value);
  const text = Object.values(tables)
    .flat()
    .flatMap((row) => Object.values(row).map(words))
    .join("\n");
  const disclosed = column("audit_disclosure", "disclosure").map((line) => Buffer.from(line, "base64url").toString());
  for (const table of ["session", "credential", "audit_disclosure", "idempotency", "token", "link"])
    expect(tables[table]?.length, table).toBeGreaterThan(0);
  expect(secretsIn([text, ...disclosed].join("\n"), { isPersonalAllowed: true })).toEqual([]);
  expect(column("session", "id").filter((id) => !/^[0-9a-f]{64}$/.test(id))).toEqual([]);
  expect(column("credential", "password_hash").filter((hash) => !hash.startsWith("$argon2id$"))).toEqual([]);
  for (const key of ["secret.key", "log.key"].map((name) => join(place.dataFolder, name)).filter(existsSync))
    expect(text).not.toContain(readFileSync(key, "utf8").trim());
});
