// Tables, named queries, migrations: the only importer of Drizzle.
export * from "./actors.ts";
export * from "./audit-log.ts";
export * from "./constraint.ts";
export * from "./counters.ts";
export type * from "./db.ts";
export * from "./grants.ts";
export type { Reader, Tx } from "./handle.ts";
export * from "./idempotency.ts";
export * from "./open-database.ts";
export * from "./refusals.ts";
export * from "./teams.ts";
export { mintVisible, type Visible } from "./visible.ts";
