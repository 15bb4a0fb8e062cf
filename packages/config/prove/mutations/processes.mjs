// Breaks of what holds between several processes on one place, between one start and the next, and over a clock that jumps.

const db = "packages/db/src";
const services = "packages/services/src";
const clock = `${services}/identity/clock-set-back.test.ts`;

/** @type {readonly import("../mutations.mjs").Mutation[]} */
export const processMutations = [
  {
    guarantee: "Who writes without pause keeps no other process from writing",
    file: `${db}/open-sqlite.ts`,
    find: ".then(() => letOthersIn())",
    replace: "",
    test: `${db}/open-sqlite.test.ts`,
    title: "lets others in between two transactions: who writes without pause starves nobody",
  },
  {
    guarantee: "A database another process has locked for a moment is waited for",
    file: `${db}/open-sqlite.ts`,
    find: "await waitForLock(() => connectWriter(file), busyLimitMs)",
    replace: "connectWriter(file)",
    test: `${db}/open-sqlite.test.ts`,
    title: "is opened while another process holds its lock",
  },
  {
    guarantee: "A refusal is counted although another process takes the counts away meanwhile",
    file: `${db}/refusals.ts`,
    find: ".onConflictDoUpdate({ target: t.refusals.key, set: { key } })",
    replace: ".onConflictDoNothing()",
    test: `${db}/refusals.test.ts`,
    title: "lose no refusal between counting and taking",
  },
  {
    guarantee: "An attempt to sign in is counted although counters are swept meanwhile",
    file: `${db}/login-counters.ts`,
    find: ".onConflictDoUpdate({ target: t.loginCounters.key, set: { key } })",
    replace: ".onConflictDoNothing()",
    test: `${db}/refusals.test.ts`,
    title: "count every attempt to sign in",
  },
  {
    guarantee: "An hour of the access log is sealed once, however many processes come to it",
    file: `${services}/access-log/digest-due.ts`,
    find: ", idempotencyKey: from }",
    replace: " }",
    test: `${services}/access-log/digest.test.ts`,
    title: "seals an hour once when two processes come to it at once",
  },
  {
    guarantee: "The checkpoint kept outside never falls behind a newer one that was shipped",
    file: `${services}/audit/make-checkpoint.ts`,
    find: "if (newest) await ship(house, newest);",
    replace: "",
    test: `${services}/audit/attacks.test.ts`,
    title: "leaves the newest outside, whichever process ships last",
  },
  {
    guarantee: "Processes that start at once claim a registry for one admin, and all of them start",
    file: `${services}/identity/unattended-claim.ts`,
    find: 'if (!isChanceryError(error) || error.code !== "NOT_FOUND") throw error;',
    replace: "throw error;",
    test: `${services}/identity/claim.test.ts`,
    title: "is done once by the environment, however many processes start at once",
  },
  {
    guarantee: "A session made while the clock ran far ahead does not outlive its correction",
    file: `${services}/identity/actor-of-session.ts`,
    find: "if (isMadeAhead(row.createdAt, now)) return anonymousActor;",
    replace: "",
    test: clock,
    title: "keeps no session, token or link that was made while it ran more than a day ahead",
  },
  {
    guarantee: "A clock set back by hours signs nobody out",
    file: `${services}/identity/session-rules.ts`,
    find: "maxAheadMs = 24 * hour",
    replace: "maxAheadMs = 0",
    test: clock,
    title: "ends no session, token or link over a step of hours",
  },
  {
    guarantee: "A clock set back keeps nobody locked out",
    file: `${db}/login-counters.ts`,
    find: "|| isAhead;",
    replace: ";",
    test: clock,
    title: "keeps nobody locked out for longer than the clock now says",
  },
  {
    guarantee: "A clock set back does not stop the checkpoints",
    file: `${services}/audit/make-due-checkpoint.ts`,
    find: "ageMs >= 0 && ",
    replace: "",
    test: clock,
    title: "still gets its checkpoints, and the log's times never go back",
  },
];
