// What an actor may list: minted by services' `listing()`, demanded by every list query.
import { and, eq, inArray, ne, or, sql, type SQL } from "drizzle-orm";
import type { Tables } from "./schema/schema.ts";

type Scope =
  | { readonly everything: true }
  | {
      readonly everything: false;
      /** Teams where the actor holds any role. */
      readonly teamIds: readonly string[];
      /** Teams it maintains: their restricted models too. */
      readonly maintainedTeamIds: readonly string[];
      /** Models with a grant of their own. */
      readonly modelIds: readonly string[];
    };
declare const minted: unique symbol;
/** A scope that went through `mintVisible`; a plain object does not compile. */
export type Visible = Scope & { readonly [minted]: true };

/** The only maker of a `Visible`. Called in services' query.ts and nowhere else. */
export const mintVisible = (scope: Scope): Visible => scope as Visible;

/** The models a signed-in actor may see: open ones, its teams', restricted ones it maintains or was granted. */
export function visibleModels({ models }: Pick<Tables, "models">, visible: Visible): SQL {
  if (visible.everything) return sql`1 = 1`;
  const isReachable = or(
    eq(models.visibility, "organisation"),
    and(ne(models.visibility, "restricted"), inArray(models.teamId, [...visible.teamIds])),
    inArray(models.teamId, [...visible.maintainedTeamIds]),
    inArray(models.id, [...visible.modelIds]),
  );
  return sql`(${isReachable})`;
}
