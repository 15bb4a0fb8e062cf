// Sessions of people. A row's id is the SHA-256 of what the browser holds: a copy of the database opens no session.
import { and, asc, count, desc, eq, gt, inArray, isNull, lt, ne, sql } from "drizzle-orm";
import { hot, one, open, type Reader, type Tx } from "./handle.ts";

export type SessionRow = {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
  readonly userAgent: string | null;
};
export type NewSession = SessionRow & { readonly actorId: string };

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  const { run, t } = open(tx);
  await run.insert(t.sessions).values(session);
}

/** What deciding on a request takes: the session, who holds it, in what state. One indexed read. */
export async function sessionWithActor(reader: Reader, id: string) {
  return one(
    hot(
      reader,
      "session_with_actor",
      ({ run, t }) =>
        run
          .select({
            actorId: t.actors.id,
            kind: t.actors.kind,
            name: t.actors.name,
            state: t.actors.state,
            teamId: t.teams.id,
            teamSlug: t.teams.slug,
            createdAt: t.sessions.createdAt,
            lastSeenAt: t.sessions.lastSeenAt,
            expiresAt: t.sessions.expiresAt,
            endedAt: t.sessions.endedAt,
          })
          .from(t.sessions)
          .innerJoin(t.actors, eq(t.actors.id, t.sessions.actorId))
          .leftJoin(t.teams, eq(t.teams.id, t.actors.defaultTeamId))
          .where(eq(t.sessions.id, sql.placeholder("id"))),
      { id },
    ),
  );
}

/** Moves `lastSeenAt` on; never back. */
export async function touchSession(tx: Tx, { id, at }: { readonly id: string; readonly at: Date }): Promise<void> {
  const { run, t } = open(tx);
  await run
    .update(t.sessions)
    .set({ lastSeenAt: at })
    .where(and(eq(t.sessions.id, id), lt(t.sessions.lastSeenAt, at)));
}

type Alive = { readonly actorId: string; readonly at: Date; readonly seenAfter: Date };

/** A person's live sessions, newest first. `after` is the last row of the page before. */
export async function listSessions(
  reader: Reader,
  {
    actorId,
    at,
    seenAfter,
    after,
    limit,
  }: Alive & { readonly after?: { readonly createdAt: Date; readonly id: string } | undefined; readonly limit: number },
): Promise<readonly SessionRow[]> {
  const { run, t } = open(reader);
  const { id, createdAt, lastSeenAt, expiresAt, userAgent } = t.sessions;
  return run
    .select({ id, createdAt, lastSeenAt, expiresAt, userAgent })
    .from(t.sessions)
    .where(
      and(
        eq(t.sessions.actorId, actorId),
        isNull(t.sessions.endedAt),
        gt(expiresAt, at),
        gt(lastSeenAt, seenAfter),
        after &&
          sql`(${lt(createdAt, after.createdAt)} or (${eq(createdAt, after.createdAt)} and ${gt(id, after.id)}))`,
      ),
    )
    .orderBy(desc(createdAt), asc(id))
    .limit(limit);
}

export async function countSessions(reader: Reader, { actorId, at, seenAfter }: Alive): Promise<number> {
  const { run, t } = open(reader);
  const { expiresAt, lastSeenAt, endedAt } = t.sessions;
  const found = await one(
    run
      .select({ count: count() })
      .from(t.sessions)
      .where(and(eq(t.sessions.actorId, actorId), isNull(endedAt), gt(expiresAt, at), gt(lastSeenAt, seenAfter))),
  );
  return found?.count ?? 0;
}

/** Ends one session of an actor, or all of them but one. Returns how many that were. */
export async function endSessionsOf(
  tx: Tx,
  {
    actorId,
    only,
    except,
    at,
  }: {
    readonly actorId: string;
    readonly only?: string | undefined;
    readonly except?: string | undefined;
    readonly at: Date;
  },
): Promise<number> {
  const { run, t } = open(tx);
  const ended = await run
    .update(t.sessions)
    .set({ endedAt: at })
    .where(
      and(
        eq(t.sessions.actorId, actorId),
        isNull(t.sessions.endedAt),
        only === undefined ? undefined : eq(t.sessions.id, only),
        except === undefined ? undefined : ne(t.sessions.id, except),
      ),
    )
    .returning({ id: t.sessions.id });
  return ended.length;
}

/** Lets no open session of these actors outlive an instant. */
export async function shortenSessions(
  tx: Tx,
  { actorIds, until }: { readonly actorIds: readonly string[]; readonly until: Date },
): Promise<void> {
  if (actorIds.length === 0) return;
  const { run, t } = open(tx);
  await run
    .update(t.sessions)
    .set({ expiresAt: until })
    .where(
      and(inArray(t.sessions.actorId, [...actorIds]), isNull(t.sessions.endedAt), gt(t.sessions.expiresAt, until)),
    );
}
