// Tables, named queries, migrations: the only importer of Drizzle.
export * from "./accesses.ts";
export * from "./account-openings.ts";
export * from "./actors.ts";
export * from "./aliases.ts";
export * from "./appointments.ts";
export * from "./audit-log.ts";
export * from "./audit-search.ts";
export * from "./batches.ts";
export * from "./blobs.ts";
export * from "./checkpoints.ts";
export * from "./constraint.ts";
export * from "./copy-sqlite.ts";
export * from "./counters.ts";
export * from "./credentials.ts";
export * from "./datasets.ts";
export type * from "./db.ts";
export * from "./dismissals.ts";
export * from "./dossier-revisions.ts";
export {
  countRetractedEvaluations,
  datasetEdgeLeft,
  insertRetraction,
  recordedEdge,
  recordedEvaluation,
  retractionsOf,
  type Recorded,
  type Retracted,
  type RetractionRow,
} from "./retractions.ts";
export * from "./dossiers.ts";
export * from "./earlier-promotions.ts";
export * from "./erasures.ts";
export * from "./evaluations.ts";
export * from "./disk-failure.ts";
export * from "./governed/among.ts";
export * from "./governed/behind.ts";
export {
  countedUnder,
  hasPersonal,
  imageOf,
  isPersonal,
  placeOf,
  rowNamesOf,
  rowNameWith,
  setName,
  type RowImage,
  type RowName,
  type RowValues,
} from "./governed/images.ts";
export type { LaidOver } from "./governed/laid-over.ts";
export { governedTables, type GovernedTable } from "./governed/tables.ts";
export {
  governedColumns,
  governedRow,
  governedRows,
  idOfRow,
  takeWritten,
  type WrittenRow,
} from "./governed/written.ts";
export {
  emptyOf,
  isColumnTold,
  orderOfTable,
  removeRow,
  restoreRow,
  retellIndex,
  rewriteRow,
  withoutGuards,
} from "./governed/mend.ts";
export * from "./grants.ts";
export * from "./handover.ts";
export * from "./groups.ts";
export { madeWhileUnchanged, registryOf, stagesIn, tiersIn, type Reader, type Tx } from "./handle.ts";
export * from "./idempotency.ts";
export * from "./jobs.ts";
export { keepKnown } from "./known-rows.ts";
export * from "./lineage.ts";
export * from "./links.ts";
export * from "./login-counters.ts";
export * from "./model-metrics.ts";
export * from "./model-owners.ts";
export * from "./model-summaries.ts";
export { describersOf, type Describing } from "./authors.ts";
export { handKinds, handsAbout, handsOn, ownerEntries, type Hand, type HandEntry } from "./makers.ts";
export * from "./models.ts";
export * from "./occupancies.ts";
export { databaseLost } from "./migrations.ts";
export * from "./open-database.ts";
export * from "./policies.ts";
export { targetsOf } from "./promotion-targets.ts";
export * from "./promotion-waits.ts";
export * from "./promotions.ts";
export * from "./refusals.ts";
export * from "./resolve.ts";
export * from "./reviewers.ts";
export * from "./reviews.ts";
export * from "./revisions.ts";
export * from "./search.ts";
export * from "./sessions.ts";
export * from "./teams.ts";
export * from "./tiers.ts";
export * from "./timeline.ts";
export * from "./tokens.ts";
export * from "./freeing.ts";
export * from "./uploads.ts";
export * from "./sealed-files.ts";
export * from "./version-files.ts";
export * from "./versions.ts";
export { mintVisible, type Visible } from "./visible.ts";
export * from "./votes.ts";
