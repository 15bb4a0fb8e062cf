// The live sessions of an account: one's own, or, for auditors and admins, anybody's.
import { SessionView, paged, type Page } from "@chancery/core";
import { listSessions as readSessions } from "@chancery/db";
import { idleSince } from "../identity/session-rules.ts";
import { openPageKey, PageInput, pageOf, sealPageKey } from "../paging.ts";
import { query } from "../query.ts";
import { accountSubject, findAccount } from "../subjects/account.ts";
import { Target } from "@chancery/core";

/** Newest first. */
export const listSessions = query({
  permission: "session:read",
  input: PageInput.extend({ actorId: Target.account.optional() }),
  output: paged(SessionView),
  subject: (reader, { actorId }, asking) =>
    actorId ? findAccount(reader, actorId, asking) : accountSubject(reader, asking.actor.id),
  async run({ reader, actor, now, house, subject }, { after, limit }): Promise<Page<SessionView>> {
    const filter = ["sessions", subject.id];
    const key = openPageKey(house, filter, after);
    const rows = await readSessions(reader, {
      actorId: subject.id,
      at: now,
      seenAfter: idleSince(now),
      after: key && { createdAt: new Date(Number(key[0])), id: String(key[1]) },
      limit: limit + 1,
    });
    return pageOf(rows, {
      limit,
      keyOf: (row) => [row.createdAt.getTime(), row.id],
      seal: (key) => sealPageKey(house, filter, key),
      toItem: (row) => ({
        id: row.id,
        createdAt: row.createdAt.toISOString(),
        lastSeenAt: row.lastSeenAt.toISOString(),
        expiresAt: row.expiresAt.toISOString(),
        userAgent: row.userAgent,
        isCurrent: row.id === actor.sessionId,
      }),
    });
  },
});
