// What the rows of each governed table may undergo. What is not named as free is fixed, a column of tomorrow too; no row
// is ever deleted or replaced unless it says so here. guards-sql.ts makes both engines' triggers of it.
import type { Tables } from "./schema/schema.ts";

export type Rule = {
  /** Columns that may change; without any, and without `once`, rows are only ever added. */
  readonly free?: readonly string[];
  /** Columns that take a value once, and keep it. */
  readonly once?: readonly string[];
  /** True of a row (OLD) that nothing changes any more. */
  readonly over?: string;
  /** True of a change (OLD, NEW) that is refused as well. */
  readonly refused?: string;
  /** True of a new row (NEW) that is refused. */
  readonly insert?: string;
  /** True of a row (OLD) that may not be deleted; `false` for one that may be. */
  readonly delete?: string | false;
  /** What whoever tries is told. */
  readonly because: string;
};

const added: Rule = { because: "rows are only ever added" };
/** From a moment on, and to another: it is ended once, and what has ended stays as it was. */
const interval = { over: `OLD."to" IS NOT NULL`, because: "an interval is begun once and ended once" };
const notDraft = (row: "OLD" | "NEW") =>
  `(SELECT state FROM version WHERE id = ${row}.version_id) IS DISTINCT FROM 'draft'`;

export const guarded: Partial<Readonly<Record<keyof Tables, Rule>>> = {
  auditEntries: {
    insert: "NEW.idx <> (SELECT coalesce(max(idx) + 1, 0) FROM audit_entry)",
    because: "entries are only ever added, at the next index",
  },
  auditNodes: added,
  auditRows: added,
  auditCheckpoints: added,
  auditDisclosures: { delete: false, because: "a disclosure is kept or erased, never edited" },
  // A move takes another MAC: what does not know the key, such as a server of an earlier version, moves nothing.
  auditHead: {
    free: ["size", "root", "edge", "last_time", "mac"],
    insert: "EXISTS (SELECT 1 FROM audit_head)",
    refused: `NEW.size < OLD.size OR NEW.mac IS NULL OR NEW.mac IS NOT DISTINCT FROM OLD.mac OR (NEW.size = OLD.size
    AND (NEW.root IS DISTINCT FROM OLD.root OR NEW.edge IS DISTINCT FROM OLD.edge OR NEW.last_time IS DISTINCT FROM OLD.last_time))`,
    because: "the log's head only moves forward, with its MAC",
  },
  accesses: added,
  counters: { free: ["value"], refused: "NEW.value < OLD.value", because: "numbers are given once" },

  votes: added,
  voteConditions: added,
  policyVersions: added,
  dossierRevisions: added,
  dismissals: added,
  promotionTargets: added,
  promotions: {
    // Decided by the policy in force then, which need not be the one it was asked under.
    free: ["state", "policy_version_id", "revision", "dossier_revision", "dossier_old_by"],
    refused: `NEW.dossier_revision < OLD.dossier_revision
    OR (NEW.state = 'executed') <> (NEW.executed_at IS NOT NULL)
    OR NEW.executed_at IS NOT NULL AND (NEW.executed_by IS NULL OR NEW.executed_at IS DISTINCT FROM NEW.decided_at)`,
    once: ["decided_at", "approved_at", "executed_at", "executed_by", "withdrawal_note"],
    over: "OLD.state NOT IN ('open', 'approved')",
    because: "what was asked for stays as it was asked, and what is closed stays closed",
  },
  occupancies: {
    ...interval,
    free: ["to", "ended_by_promotion_id", "slot"],
    refused: `NEW."to" IS NULL OR NEW."to" < OLD."from" OR NEW.slot <> OLD.id`,
    because: "a stay is ended once: it is never moved, dated anew or opened again",
  },
  aliases: { ...interval, free: ["to", "ended_by"], refused: `NEW."to" IS NULL` },
  modelOwners: { ...interval, free: ["to", "ended_by"], refused: `NEW."to" IS NULL` },
  tierAssessments: { ...interval, free: ["to"], once: ["from", "confirmed_by"] },

  evaluations: added,
  lineageEdges: added,
  retractions: added,
  revisions: added,
  versions: {
    free: [
      "label",
      "label_key",
      "descriptor",
      "params",
      "signature",
      "environment",
      "size_bytes",
      "state",
      "revision",
      "revoked_at",
      "revoked_reason",
    ],
    once: ["manifest", "manifest_digest", "sealed_at", "sealed_by", "discarded_at", "discarded_by"],
    over: "OLD.state IN ('revoked', 'discarded')",
    refused: `(NEW.state = 'discarded') <> (NEW.discarded_at IS NOT NULL AND NEW.discarded_by IS NOT NULL)
    OR OLD.state = 'sealed' AND (NEW.state NOT IN ('sealed', 'revoked')
    OR (NEW.state = 'sealed' AND (NEW.revoked_at IS NOT NULL OR NEW.revoked_reason IS NOT NULL))
    OR ${["label", "label_key", "descriptor", "params", "signature", "environment", "manifest", "manifest_digest", "size_bytes", "sealed_at", "sealed_by"].map((column) => `NEW.${column} IS DISTINCT FROM OLD.${column}`).join(" OR ")})`,
    because: "a sealed version is frozen, and a revoked or discarded one stays so",
  },
  versionFiles: {
    free: ["path", "path_key", "sha256", "size_bytes", "added_at"],
    insert: notDraft("NEW"),
    refused: notDraft("OLD"),
    delete: notDraft("OLD"),
    because: "a sealed version is frozen",
  },
  batches: added,
  datasets: {
    free: ["status", "status_reason", "model_id", "revision"],
    refused:
      "OLD.status = 'withdrawn' AND (NEW.status <> 'withdrawn' OR NEW.status_reason IS DISTINCT FROM OLD.status_reason) OR OLD.model_id IS NULL AND NEW.model_id IS NOT NULL",
    because: "a dataset stands for the same bytes for ever, and is withdrawn once",
  },
  stages: added,
  tiers: added,
  models: {
    free: ["description", "tags", "visibility", "last_number", "main_metric", "changed_at", "revision"],
    refused: "NEW.last_number < OLD.last_number",
    because: "a model keeps its name and its numbers",
  },

  teams: { free: ["name"], because: "a team keeps its address" },
  groups: { free: ["name"], because: "a group keeps its address" },
  actors: {
    free: [
      "name",
      "email",
      "email_key",
      "owner_id",
      "proposed_owner_id",
      "default_team_id",
      "state",
      "disabled_at",
      "revision",
    ],
    because: "an account is never another's, and never deleted",
  },
  grants: {
    ...interval,
    free: ["to", "ended_by", "waits_until"],
    once: ["from", "confirmed_by", "beginning"],
    refused: `OLD."from" IS NOT NULL AND NEW."to" IS NULL`,
  },
  groupMembers: { ...interval, free: ["to", "ended_by", "waits_until"], once: ["from", "confirmed_by", "beginning"] },
  accountOpenings: {
    once: ["vouched_by", "vouched_at", "independent_by", "independent_at"],
    because: "who opened an account stays on record",
  },
  tokens: { free: ["last_used_at"], once: ["revoked_at"], because: "a token keeps its holder, its scopes and its end" },
};
