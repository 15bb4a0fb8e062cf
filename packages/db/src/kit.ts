// What the table definitions may use: both dialects, typed once by the SQLite kit.
import type * as sqlite from "./columns/sqlite.ts";

export type Kit = typeof sqlite;
