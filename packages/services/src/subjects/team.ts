// The team or group a caller named: by its id or its slug.
import type { Subjects, Target } from "@chancery/core";
import {
  groupById,
  groupBySlug,
  teamById,
  teamBySlug,
  type GroupRow,
  type Reader,
  type TeamRow,
  type Tx,
} from "@chancery/db";

export const teamNamed = (reader: Reader, { id, text }: Target<"team">): Promise<TeamRow | undefined> =>
  id === undefined ? teamBySlug(reader, text) : teamById(reader, id);

export type TeamSubject = Subjects["team"] & { readonly slug: string };

/** Undefined when there is none. */
export async function findTeam(reader: Reader, target: Target<"team">): Promise<TeamSubject | undefined> {
  const team = await teamNamed(reader, target);
  return team && { kind: "team", id: team.id, teamId: team.id, slug: team.slug };
}

/** Undefined when there is none. A group is judged by what is done to it, as part of the organisation. */
export const findGroup = (reader: Reader, { id, text }: Target<"group">): Promise<GroupRow | undefined> =>
  id === undefined ? groupBySlug(reader, text) : groupById(reader, id);

/** As `findGroup`, its row held until the transaction ends. */
export async function lockGroup(tx: Tx, target: Target<"group">): Promise<GroupRow | undefined> {
  const id = target.id ?? (await groupBySlug(tx, target.text))?.id;
  return id === undefined ? undefined : groupById(tx, id, { lock: true });
}
