// The tables on PostgreSQL, as drizzle-kit wants to read them: one export each.
import * as postgres from "../columns/postgres.ts";
import type { Kit } from "../kit.ts";
import { defineSchema } from "./schema.ts";

/** The one cast: same keys and JavaScript values as the SQLite kit (proved by kit.test-d.ts), other builder classes. */
const kit = postgres as unknown as Kit;

export const {
  teams,
  actors,
  credentials,
  links,
  accountOpenings,
  sessions,
  tokens,
  groups,
  groupMembers,
  grants,
  loginCounters,
  models,
  tierAssessments,
  revisions,
  modelMetrics,
  modelSummaries,
  datasets,
  versions,
  versionFiles,
  blobs,
  uploads,
  evaluations,
  lineageEdges,
  retractions,
  policyVersions,
  promotions,
  promotionTargets,
  dossierRevisions,
  dismissals,
  votes,
  voteConditions,
  occupancies,
  aliases,
  counters,
  idempotency,
  accesses,
  refusals,
  auditHead,
  auditEntries,
  auditNodes,
  auditRows,
  auditCheckpoints,
  auditDisclosures,
} = defineSchema(kit);
