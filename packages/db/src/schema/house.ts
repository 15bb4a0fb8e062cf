// Housekeeping rows: counters, replayed answers, the access log, refusals within a minute.
import type { Kit } from "../kit.ts";

export function defineHouse(kit: Kit) {
  const { table, text, int, instant, json, index } = kit;

  /** Gap-free numbers handed out under a row lock. */
  const counters = table("counter", { name: text().primaryKey(), value: int().notNull() });

  /** Answers kept for replay; `result` is null until the act has committed. */
  const idempotency = table(
    "idempotency",
    {
      key: text().primaryKey(),
      bodyHash: text().notNull(),
      result: json<unknown>(),
      createdAt: instant().notNull(),
    },
    (t) => [index("idempotency_created").on(t.createdAt)],
  );

  /** Reads of artifacts and sensitive pages. Outside the audit tree; a digest of each hour is a leaf. */
  const accesses = table(
    "access",
    {
      id: text().primaryKey(),
      at: instant().notNull(),
      actorId: text().notNull(),
      action: text().notNull(),
      subject: text().notNull(),
      requestId: text().notNull(),
    },
    (t) => [index("access_at").on(t.at, t.id), index("access_subject").on(t.subject, t.at)],
  );

  /** Equal refusals within a minute: the first is a leaf at once, the rest are counted here and become one leaf. */
  const refusals = table(
    "refusal",
    {
      key: text().primaryKey(),
      since: instant().notNull(),
      repeats: int().notNull(),
      /** What the closing leaf will say. */
      entry: json<unknown>().notNull(),
    },
    (t) => [index("refusal_since").on(t.since)],
  );

  /** Timed work, one row for each job: when it is due, who runs it, and how it went last. */
  const jobs = table("job", {
    name: text().primaryKey(),
    dueAt: instant().notNull(),
    /** Whoever lets their lease run out is passed by. */
    leaseHolder: text(),
    leaseUntil: instant(),
    startedAt: instant(),
    endedAt: instant(),
    /** In a row, until one goes well. */
    failures: int().notNull().default(0),
    lastError: text(),
  });

  return { counters, idempotency, accesses, refusals, jobs };
}
