// How an engine would run what a query asks of it: the statements are heard at the driver, then explained.
import Database from "better-sqlite3";
import pg from "pg";
import { growingTables } from "./fill.ts";
import { many } from "./rows.ts";

/** A statement as the driver was given it. */
export type Statement = { readonly text: string; readonly values: readonly unknown[] };
/** A table that a statement reads from end to end, for want of an index or in the order of one. */
export type Scan = { readonly table: string; readonly statement: string };

/** Every statement that `work` has the database run, with what was bound to it. */
export async function statementsOf(work: () => Promise<unknown>): Promise<readonly Statement[]> {
  const heard: Statement[] = [];
  const restores = [...listenToSqlite(heard), listenToPostgres(heard)];
  try {
    await work();
    return heard;
  } finally {
    for (const restore of restores) restore();
  }
}

type Method = (this: { readonly source: string }, ...given: unknown[]) => unknown;

function listenToSqlite(heard: Statement[]): (() => void)[] {
  const connection = new Database(":memory:");
  const prototype = Object.getPrototypeOf(connection.prepare("SELECT 1")) as Record<string, Method>;
  connection.close();
  return ["run", "get", "all"].map((name) => {
    const original = prototype[name]!;
    prototype[name] = function (...values) {
      heard.push({ text: this.source, values });
      return original.apply(this, values);
    };
    return () => void (prototype[name] = original);
  });
}

function listenToPostgres(heard: Statement[]): () => void {
  const prototype = pg.Client.prototype as unknown as Record<"query", (this: unknown, ...given: unknown[]) => unknown>;
  const original = prototype.query;
  prototype.query = function (...given) {
    const [asked, values] = given as [string | { text: string; values?: unknown[] }, unknown];
    if (typeof asked !== "string" && "text" in asked)
      heard.push({ text: asked.text, values: asked.values ?? (Array.isArray(values) ? (values as unknown[]) : []) });
    return original.apply(this, given);
  };
  return () => void (prototype.query = original);
}

/** Explains statements over a connection of its own; `end()` closes it. */
export type Explainer = { scansOf(statement: Statement): Promise<readonly Scan[]>; end(): Promise<void> };

export async function explainer(location: string): Promise<Explainer> {
  return location.startsWith("postgres") ? explainPostgres(location) : explainSqlite(location);
}

const isQuery = (text: string) => /^\s*(select|with|insert|update|delete)\b/i.test(text);

/** What a statement calls the tables that grow: by their names, or by what it names them. */
function namesIn(text: string): ReadonlyMap<string, string> {
  const names = new Map(growingTables.map((table) => [table, table]));
  for (const [, table = "", name = ""] of text.matchAll(/"(\w+)" "(\w+)"/g))
    if (names.has(table)) names.set(name, table);
  return names;
}

function explainSqlite(location: string): Explainer {
  const connection = new Database(location, { readonly: true });
  connection.exec("CREATE TEMP TABLE written (name TEXT, id TEXT)"); // a writing connection's own
  return {
    scansOf({ text, values }) {
      if (!isQuery(text)) return Promise.resolve([]);
      const names = namesIn(text);
      const steps = connection.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...values) as { detail: string }[];
      const scanned = steps.flatMap(({ detail }) => {
        const [, how, name = "", looked = ""] = /^(SCAN|SEARCH) (\S+)(.*)/.exec(detail) ?? [];
        const table = names.get(name);
        return table && (how === "SCAN" || isCommon(connection, table, looked)) ? [table] : [];
      });
      return Promise.resolve(scanned.map((table) => ({ table, statement: text })));
    },
    end: () => Promise.resolve(void connection.close()),
  };
}

/** Whether what is looked up is nearly everything: by a value that a tenth of all rows and more have, or by an index made for it on the spot. */
function isCommon(connection: Database.Database, table: string, looked: string): boolean {
  if (looked.includes("AUTOMATIC")) return true;
  const columns = [...looked.matchAll(/(\w+)=\?/g)].map(([, column]) => `"${column}"`);
  if (columns.length === 0 || columns.includes('"rowid"') || /[<>]\?.* AND .*[<>]\?/.test(looked)) return false;
  const [known, by] = [columns.map((column) => `${column} IS NOT NULL`).join(" AND "), columns.join(", ")];
  const most = `SELECT max(n) AS n FROM (SELECT count(*) AS n FROM "${table}" WHERE ${known} GROUP BY ${by})`;
  return ((connection.prepare(most).get() as { n: number | null }).n ?? 0) >= many / 10;
}

type Plan = {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Cond"?: string;
  readonly Plans?: readonly Plan[];
};

/** With whatever needs no index forbidden: what is still read from end to end, none fits. */
async function explainPostgres(location: string): Promise<Explainer> {
  const client = new pg.Client({ connectionString: location });
  await client.connect();
  for (const way of ["seqscan", "hashjoin", "mergejoin"]) await client.query(`SET enable_${way} = off`);
  return {
    async scansOf({ text, values }) {
      if (!isQuery(text)) return [];
      const answer = await client.query<{ "QUERY PLAN": readonly { readonly Plan: Plan }[] }>(
        `EXPLAIN (FORMAT JSON) ${text}`,
        [...values],
      );
      const plans = answer.rows.flatMap((row) => row["QUERY PLAN"].map(({ Plan: plan }) => plan));
      const scanned = plans
        .flatMap(nodesOf)
        .filter(isScan)
        .flatMap((node) => node["Relation Name"] ?? []);
      return scanned.filter((table) => growingTables.includes(table)).map((table) => ({ table, statement: text }));
    },
    end: () => client.end(),
  };
}

const nodesOf = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
const isScan = (plan: Plan) =>
  plan["Node Type"] === "Seq Scan" ||
  (/^Index (Only )?Scan/.test(plan["Node Type"]) && plan["Index Cond"] === undefined);
