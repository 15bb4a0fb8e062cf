// A database of the test's own: none on SQLite, where the data folder is enough; a new one on PostgreSQL.
import { randomBytes } from "node:crypto";
import pg from "pg";

export type Database = { readonly url: string | undefined; drop(): Promise<void> };

/** Made on the server that CHANCERY_E2E_DATABASE_URL names, where it is set, unless another is given. */
export async function createDatabase(server = process.env["CHANCERY_E2E_DATABASE_URL"]): Promise<Database> {
  if (!server) return { url: undefined, drop: () => Promise.resolve() };
  const name = `e2e_${randomBytes(6).toString("hex")}`;
  await onServer(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function onServer(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
