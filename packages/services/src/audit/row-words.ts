// What people are told of governed rows: their names, and that one is not what the log says.
import { refuse } from "@chancery/core";
import type { GovernedTable, RowPlace } from "@chancery/db";

/** A row that is not what the entry says, and which of its columns. */
export type Contradiction = RowPlace & { readonly entry: number | null; readonly columns: readonly string[] };

export const contradicted = (what: string, entry: number | null) =>
  refuse(
    "ILLEGAL_TRANSITION",
    "record_contradicts_log",
    `${what} does not match ${entry === null ? "the log" : `entry ${entry} of the log`}: ask an admin to check the audit log`,
  );

/** `the promotion 0198… (state)`. */
export const rowInWords = ({ table, id, columns }: Pick<Contradiction, "table" | "id" | "columns">): string =>
  `the ${nouns[table]} ${id}${columns.length > 0 ? ` (${columns.join(", ")})` : ""}`;

/** `votes`: what rows of a table are called together. */
export const kindInWords = (table: GovernedTable): string => plurals[table] ?? `${nouns[table]}s`;

const plurals: Readonly<Partial<Record<GovernedTable, string>>> = {
  credentials: "passwords",
  accountOpenings: "openings of accounts",
  modelOwners: "owners of models",
  revisions: "revisions of cards and tags",
  promotionTargets: "targets of promotions",
  voteConditions: "conditions of votes",
  dismissals: "dismissals of objections",
  occupancies: "stays in stages",
  aliases: "aliases",
  batches: "batches of files",
};

const nouns: Readonly<Record<GovernedTable, string>> = {
  teams: "team",
  actors: "account",
  credentials: "password of",
  accountOpenings: "opening of an account",
  tokens: "token",
  groups: "group",
  groupMembers: "membership",
  grants: "grant",
  stages: "stage",
  tiers: "risk tier",
  models: "model",
  tierAssessments: "tier assessment",
  modelOwners: "owner of a model",
  revisions: "card or tags revision",
  modelMetrics: "metric",
  datasets: "dataset",
  versions: "version",
  batches: "batch of files",
  evaluations: "evaluation",
  lineageEdges: "lineage edge",
  retractions: "retraction",
  policyVersions: "policy version",
  promotions: "promotion",
  promotionTargets: "target of a promotion",
  dossierRevisions: "dossier revision",
  votes: "vote",
  voteConditions: "condition of a vote",
  dismissals: "dismissal of an objection",
  occupancies: "stay in a stage",
  aliases: "alias",
};
