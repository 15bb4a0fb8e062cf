// The queries that may read a growing table in its whole length, or walk along it in the order of an index, and why.
import type { QueryName } from "./given.ts";

const holdersRead = {
  account_opening:
    "those that nobody independent has vouched for: each may lead to another, and people are thousands at most",
  actor: "ends once it has found more than were opened",
};

const appointed = {
  grant: "those of a role or two: people who hold one are thousands at most",
  actor: "from the people or from the grants: both are thousands at most",
};

/** Of each query the tables, and for each the reason. */
export const readsWhole: { readonly [Name in QueryName]?: Readonly<Record<string, string>> } = {
  listActors: { actor: "people are most of all accounts: walked along in the order of ids until its page is full" },
  hasPeople: { actor: "ends at the first" },
  peopleHolding: appointed,
  appointedPeople: appointed,
  appointedMachines: appointed,
  lockAdminGrants: appointed,
  adminsOf: appointed,
  reviewersOf: appointed,
  modelsOwnedBy: { model_owner: "read when somebody is to be disabled: one row for each change of owner" },
  rowsBehindReviewers: { ...appointed, group_member: "of the groups that are reviewers: people are thousands at most" },
  deleteAbandoned: { upload: "all that is older than a week of those on their way: what it finds it deletes" },
  actorsFound: { actor: "SQLite has no index over parts of names, and people are thousands at most" },
  toldRowCount: { audit_row: "counted once in a check, which reads all of it anyway" },
  isTableTold: { audit_row: "once after an upgrade, of a table that came with it" },
  loadHolders: holdersRead,
  waitingReviews: holdersRead,
  readJobs: { job: "some ten rows" },
  waitsKept: {
    promotion: "once in a check, which reads all of it anyway",
    promotion_wait: "once in a check: those of open promotions",
  },
  modelsWithoutSummary: {
    model: "walked along once after a start, in the order of ids, until a batch is found",
    model_summary: "looked at beside the models it is walked along with",
  },
  // SQLite plans to look for children of a new parent, because a guard stands over it, and then does not: none was orphaned.
  insertTeam: { actor: "planned, never done" },
  ensurePolicy: { promotion: "planned, never done" },
  readPromotions: { promotion: "asked for no condition it walks down the numbers until its page is full" },
};
