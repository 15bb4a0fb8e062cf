// The governed rows a promotion rests on: what is looked at before anybody decides on it.
import type { StageName } from "@chancery/core";
import { and, eq, getTableColumns, inArray, isNull } from "drizzle-orm";
import { alias, type SQLiteColumn } from "drizzle-orm/sqlite-core";
import { open, stagesIn, type Reader } from "../handle.ts";
import { handsAbout } from "../makers.ts";
import type { RowValues } from "./images.ts";
import { tellingOf, type GovernedTable } from "./tables.ts";
import { idOfRow } from "./written.ts";

export type RowPlace = { readonly table: GovernedTable; readonly id: string };
const as = (table: GovernedTable, rows: readonly { readonly id: string | null }[]): readonly RowPlace[] =>
  rows.flatMap(({ id }) => (id === null ? [] : [{ table, id }]));

/** The rows of a table with these values in the columns of its `set`. */
export type RowSet = { readonly set: GovernedTable; readonly of: readonly string[] };

/**
 * A row; a place that rows belong to: every row that an entry tells of there, also one that is no more; a set, whose rows that
 * stand must be all that entries tell of; or a subject: who made or owned it, as the columns of its entries say.
 */
export type Behind = RowPlace | { readonly place: string } | RowSet | { readonly about: string };

/** The rows that stand in a set. */
export async function rowsOfSet(reader: Reader, { set: table, of }: RowSet): Promise<readonly RowPlace[]> {
  const { run, t } = open(reader);
  const columns = getTableColumns(t[table]) as unknown as Record<string, SQLiteColumn>;
  const { key, set = [] } = tellingOf(table);
  const read: unknown = await run
    .select(Object.fromEntries(key.map((column) => [column, columns[column]!])))
    .from(t[table])
    .where(and(...set.map((column, at) => eq(columns[column]!, of[at]))));
  return (read as readonly RowValues[]).map((row) => ({ table, id: idOfRow(table, row) }));
}

/** Of these places every row that an entry is said to tell of. */
export async function rowsToldIn(
  reader: Reader,
  places: readonly string[],
): Promise<readonly (RowPlace & { readonly place: string })[]> {
  if (places.length === 0) return [];
  const { run, t } = open(reader);
  const { auditRows: r } = t;
  const rows = await run
    .selectDistinct({ table: r.governedTable, id: r.rowId, place: r.place })
    .from(r)
    .where(inArray(r.place, [...places]));
  return rows.map(({ table, id, place }) => ({ table: table as GovernedTable, id, place: place ?? "" })); // ours wrote it
}

const placed = (places: readonly string[]): readonly Behind[] => places.map((place) => ({ place }));

/**
 * Of a version: itself, those of the same content with what was asked of them and who made them, its model, what the votes on
 * it bind, and who holds the stage with all that the version is compared with there.
 */
export async function rowsBehindVersion(
  reader: Reader,
  { versionId, modelId, stage }: { readonly versionId: string; readonly modelId: string; readonly stage: StageName },
): Promise<readonly Behind[]> {
  const { run, t } = open(reader);
  const { revisions: r, evaluations: e, lineageEdges: l, tierAssessments: a, occupancies: o, policyVersions: p } = t;
  const { retractions: x } = t;
  const holders = await run
    .select({ id: o.id, versionId: o.versionId, promotionId: o.promotionId })
    .from(o)
    .where(and(eq(o.modelId, modelId), eq(o.stage, stage), isNull(o.to)));
  const shown = [versionId, ...(stagesIn(reader).isExclusive(stage) ? holders.map((holder) => holder.versionId) : [])];
  const cards = await run
    .select({ id: r.id, by: r.authorId })
    .from(r)
    .where(and(eq(r.modelId, modelId), inArray(r.versionId, ["", ...shown])));
  const evaluations = await run
    .select({ id: e.id, datasetId: e.datasetId, by: e.evaluatorId })
    .from(e)
    .where(inArray(e.versionId, shown));
  const retractions = await run.select({ id: x.id }).from(x).where(inArray(x.versionId, shown));
  const edges = await run
    .select({ id: l.id, datasetId: l.datasetId, by: l.createdBy })
    .from(l)
    .where(eq(l.versionId, versionId));
  const tiers = await run.select({ id: a.id }).from(a).where(eq(a.modelId, modelId));
  const policies = await run.select({ name: p.name }).from(p);
  const same = await sameContent(reader, versionId);
  const twins = [...new Set([versionId, ...same.map(({ id }) => id)])];
  const made = twins.map((id) => `version/${id}`);
  const hands = await handsAbout(reader, made);
  const by = [
    ...same.flatMap((twin) => [twin.by, twin.answerable]),
    ...[...cards, ...evaluations, ...edges].map((one) => one.by),
  ];
  const rows: readonly RowPlace[] = [
    ...as(
      "versions",
      shown.map((id) => ({ id })),
    ),
    { table: "stages", id: stage },
    { table: "models", id: modelId },
    ...as("revisions", cards),
    ...as("evaluations", evaluations),
    ...as("lineageEdges", edges),
    ...as("retractions", retractions),
    ...as(
      "datasets",
      [...evaluations, ...edges].map(({ datasetId: id }) => ({ id })),
    ),
    ...as("tierAssessments", tiers),
    ...as("occupancies", holders),
    ...as(
      "actors",
      [...hands.map(({ actorId }) => actorId), ...by].map((id) => ({ id })),
    ),
  ];
  const sets: readonly RowSet[] = [
    ...same
      .slice(0, 1)
      .map(({ manifestDigest }) => ({ set: "versions" as const, of: [modelId, manifestDigest ?? ""] })),
    { set: "modelMetrics", of: [modelId] },
    { set: "policyVersions", of: [] },
  ];
  const places = [
    ...["", ...shown].map((of) => `revisions/${modelId}/${of}`),
    ...shown.flatMap((id) => [`evaluations/${id}`, `retractions/${id}`]),
    `lineageEdges/${versionId}`,
    ...twins.map((id) => `batches/${id}`),
    `tierAssessments/${modelId}`,
    ...holders.map(({ promotionId }) => `dossierRevisions/${promotionId}`), // what they were let in on is compared too
    ...new Set(policies.map(({ name }) => `policyVersions/${name}`)),
  ];
  const asked = await rowsBehindRequests(reader, twins);
  return [...rows, ...sets, ...asked, ...placed(places), ...made.map((about) => ({ about }))];
}

/** The versions of its model with its content, itself among them: who made one of them made it. None of a draft. */
function sameContent(reader: Reader, versionId: string) {
  const { run, t } = open(reader);
  const { versions: v } = t;
  const twin = alias(v, "twin");
  return run
    .select({ id: twin.id, manifestDigest: twin.manifestDigest, by: twin.createdBy, answerable: twin.answerableId })
    .from(v)
    .innerJoin(twin, and(eq(twin.modelId, v.modelId), eq(twin.manifestDigest, v.manifestDigest)))
    .where(eq(v.id, versionId));
}

/** Of versions what was asked of them, and what was decided on it: an objection follows into later requests. */
async function rowsBehindRequests(reader: Reader, versionIds: readonly string[]): Promise<readonly Behind[]> {
  const { run, t } = open(reader);
  const { votes: v, voteConditions: c, dismissals: s, promotions: p } = t;
  const asked = await run
    .select({ id: p.id })
    .from(p)
    .where(inArray(p.versionId, [...versionIds]));
  const ids = asked.map(({ id }) => id);
  const votes = await run.select({ id: v.id }).from(v).where(inArray(v.promotionId, ids));
  const dismissals = await run
    .select({ id: s.id })
    .from(s)
    .innerJoin(v, eq(v.id, s.voteId))
    .where(inArray(v.promotionId, ids));
  const conditions = await run
    .select({ voteId: c.voteId, position: c.position })
    .from(c)
    .innerJoin(v, eq(v.id, c.voteId))
    .where(inArray(v.promotionId, ids));
  return [
    ...versionIds.map((id) => ({ set: "promotions" as const, of: [id] })),
    ...as("votes", votes),
    ...conditions.map((row) => ({ table: "voteConditions" as const, id: idOfRow("voteConditions", row) })),
    ...as("dismissals", dismissals),
    ...placed([
      ...ids.flatMap((id) => [`votes/${id}`, `dismissals/${id}`]),
      ...votes.map(({ id }) => `voteConditions/${id}`),
    ]),
  ];
}

/** Of these accounts: themselves, and the tokens of those that are service accounts: who answers for what they did. */
export async function rowsBehindAccounts(reader: Reader, actorIds: readonly string[]): Promise<readonly Behind[]> {
  const { run, t } = open(reader);
  const { actors: a } = t;
  const ids = [...new Set(actorIds)];
  const machines = await run
    .select({ id: a.id })
    .from(a)
    .where(and(inArray(a.id, ids), eq(a.kind, "service")));
  return ids
    .flatMap((id): readonly Behind[] => [{ table: "actors", id }, { about: `actor/${id}` }])
    .concat(machines.map(({ id }) => ({ set: "tokens", of: [id] })));
}

/** Of a promotion: itself, what it asks for, and what it shows. */
export async function rowsBehindPromotion(reader: Reader, promotionId: string): Promise<readonly Behind[]> {
  const { run, t } = open(reader);
  const { dossierRevisions: d, promotionTargets: g } = t;
  const targets = await run
    .select({ promotionId: g.promotionId, position: g.position })
    .from(g)
    .where(eq(g.promotionId, promotionId));
  const shown = await run
    .select({ promotionId: d.promotionId, number: d.number })
    .from(d)
    .where(eq(d.promotionId, promotionId));
  return [
    { table: "promotions", id: promotionId },
    ...targets.map((row) => ({ table: "promotionTargets" as const, id: idOfRow("promotionTargets", row) })),
    ...shown.map((row) => ({ table: "dossierRevisions" as const, id: idOfRow("dossierRevisions", row) })),
    ...placed([`promotionTargets/${promotionId}`, `dossierRevisions/${promotionId}`]),
  ];
}

/** Of these people: who opened their accounts, and who vouched for them. */
export async function rowsBehindHolders(reader: Reader, actorIds: readonly string[]): Promise<readonly Behind[]> {
  const { run, t } = open(reader);
  const { accountOpenings: o } = t;
  const wanted = [...new Set(actorIds)];
  const openings = await run.select({ id: o.id }).from(o).where(inArray(o.actorId, wanted));
  return [...as("accountOpenings", openings), ...placed(wanted.map((id) => `accountOpenings/${id}`))];
}

/** The risk tiers there are: which is the highest, and whether one is below another, takes all of them. */
export async function rowsBehindTiers(reader: Reader): Promise<readonly Behind[]> {
  const { run, t } = open(reader);
  return [...as("tiers", await run.select({ id: t.tiers.id }).from(t.tiers)), ...placed(["tiers/"])];
}
