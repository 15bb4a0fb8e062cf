// What the calls of the table below name of the filled database.
import type * as db from "../index.ts";
import { mintVisible, type Reader, type Tx } from "../index.ts";

export const at = new Date("2026-01-01T00:30:00.000Z");
export const digest = "digest-2";
export const limit = 20;
/** Somebody with a team, another that it maintains, and grants of its own. */
export const visible = mintVisible({
  everything: false,
  teamIds: ["team-1", "team-2"],
  maintainedTeamIds: ["team-2"],
  modelIds: ["model-9"],
});
export const everything = mintVisible({ everything: true });
export const viewer = { actorId: "actor-1", answerableId: "actor-1", at };
export const unexpected = () => new Error("the row was there already");

type Queries = typeof db;
/** Everything this package exports that asks the database something. */
export type QueryName = {
  [Name in keyof Queries]: Queries[Name] extends (handle: infer Handle, ...rest: never[]) => PromiseLike<unknown>
    ? Handle extends Reader
      ? Name
      : never
    : never;
}[keyof Queries];
/** Calls a query, in each way that makes it ask another thing. */
export type Call = (tx: Tx) => Promise<unknown>;
