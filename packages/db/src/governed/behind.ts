// The governed rows a promotion rests on: what is looked at before anybody decides on it.
import type { StageName } from "@chancery/core";
import { and, eq, inArray, isNull, or } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { open, stagesIn, type Reader } from "../handle.ts";
import { uploadsCounted, type CountedUpload } from "../makers.ts";
import type { GovernedTable } from "./tables.ts";
import { idOfRow } from "./written.ts";

export type RowPlace = { readonly table: GovernedTable; readonly id: string };
const as = (table: GovernedTable, rows: readonly { readonly id: string | null }[]): readonly RowPlace[] =>
  rows.flatMap(({ id }) => (id === null ? [] : [{ table, id }]));

/**
 * A row; a place that rows belong to: every row that an entry tells of there, also one that is no more; a subject: who made
 * or owned it, as the columns of its entries say; or an upload.
 */
export type Behind = RowPlace | { readonly place: string } | { readonly about: string } | CountedUpload;

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
 * Of a version: itself, those of the same content, its model, what the votes on it bind, and who holds the stage with all
 * that the version is compared with there.
 */
export async function rowsBehindVersion(
  reader: Reader,
  { versionId, modelId, stage }: { readonly versionId: string; readonly modelId: string; readonly stage: StageName },
): Promise<readonly Behind[]> {
  const { run, t } = open(reader);
  const { revisions: r, evaluations: e, lineageEdges: l, tierAssessments: a, occupancies: o, policyVersions: p } = t;
  const { retractions: x, modelMetrics: m } = t;
  const holders = await run
    .select({ id: o.id, versionId: o.versionId })
    .from(o)
    .where(and(eq(o.modelId, modelId), eq(o.stage, stage), isNull(o.to)));
  const shown = [versionId, ...(stagesIn(reader).isExclusive(stage) ? holders.map((holder) => holder.versionId) : [])];
  const cards = await run
    .select({ id: r.id })
    .from(r)
    .where(and(eq(r.modelId, modelId), inArray(r.versionId, ["", ...shown])));
  const evaluations = await run.select({ id: e.id, datasetId: e.datasetId }).from(e).where(inArray(e.versionId, shown));
  const retractions = await run.select({ id: x.id }).from(x).where(inArray(x.versionId, shown));
  const edges = await run.select({ id: l.id, datasetId: l.datasetId }).from(l).where(eq(l.versionId, versionId));
  const metrics = await run.select({ modelId: m.modelId, name: m.name }).from(m).where(eq(m.modelId, modelId));
  const tiers = await run.select({ id: a.id }).from(a).where(eq(a.modelId, modelId));
  const policies = await run.select({ id: p.id, name: p.name }).from(p);
  const twins = await sameContent(reader, versionId);
  const sent = await uploadsCounted(reader, { versionId, into: [versionId, ...twins.map(({ id }) => id)] });
  const made = new Set([versionId, ...twins.map(({ id }) => id), ...sent.map((one) => one.versionId)]);
  const rows: readonly RowPlace[] = [
    ...as("versions", [...shown.map((id) => ({ id })), ...twins]),
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
    ...metrics.map((row) => ({ table: "modelMetrics" as const, id: idOfRow("modelMetrics", row) })),
    ...as("tierAssessments", tiers),
    ...as("occupancies", holders),
    ...as("policyVersions", policies),
  ];
  const places = [
    ...["", ...shown].map((of) => `revisions/${modelId}/${of}`),
    ...shown.flatMap((id) => [`evaluations/${id}`, `retractions/${id}`]),
    `lineageEdges/${versionId}`,
    `tierAssessments/${modelId}`,
    ...new Set(policies.map(({ name }) => `policyVersions/${name}`)),
  ];
  return [...rows, ...placed(places), ...[...made].map((id) => ({ about: `version/${id}` })), ...sent];
}

/** The other versions of its model with its content: who made one of them made it. */
function sameContent(reader: Reader, versionId: string) {
  const { run, t } = open(reader);
  const { versions: v } = t;
  const twin = alias(v, "twin");
  return run
    .select({ id: twin.id })
    .from(v)
    .innerJoin(twin, and(eq(twin.modelId, v.modelId), eq(twin.manifestDigest, v.manifestDigest)))
    .where(eq(v.id, versionId));
}

/** Of these accounts: themselves, and the tokens of those that are service accounts: who answers for what they did. */
export async function rowsBehindAccounts(reader: Reader, actorIds: readonly string[]): Promise<readonly Behind[]> {
  const { run, t } = open(reader);
  const { tokens: k, actors: a } = t;
  const ids = [...new Set(actorIds)];
  const accounts = await run.select({ id: a.id }).from(a).where(inArray(a.id, ids));
  const tokens = await run
    .select({ id: k.id })
    .from(k)
    .innerJoin(a, eq(a.id, k.actorId))
    .where(and(inArray(k.actorId, ids), eq(a.kind, "service")));
  return [...as("actors", accounts), ...as("tokens", tokens), ...ids.map((id) => ({ about: `actor/${id}` }))];
}

/** Of a promotion: itself, what it shows, its votes, and the earlier requests for its version whose objections follow into it. */
export async function rowsBehindPromotion(reader: Reader, promotionId: string): Promise<readonly Behind[]> {
  const { run, t } = open(reader);
  const { votes: v, voteConditions: c, dossierRevisions: d, dismissals: s, promotions: p, promotionTargets: g } = t;
  const asked = await run
    .select({ id: p.id })
    .from(p)
    .where(inArray(p.versionId, versionOf(reader, promotionId)));
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
  const targets = await run
    .select({ promotionId: g.promotionId, position: g.position })
    .from(g)
    .where(eq(g.promotionId, promotionId));
  const shown = await run
    .select({ promotionId: d.promotionId, number: d.number })
    .from(d)
    .where(eq(d.promotionId, promotionId));
  const rows: readonly RowPlace[] = [
    ...as("promotions", asked),
    ...targets.map((row) => ({ table: "promotionTargets" as const, id: idOfRow("promotionTargets", row) })),
    ...shown.map((row) => ({ table: "dossierRevisions" as const, id: idOfRow("dossierRevisions", row) })),
    ...as("votes", votes),
    ...conditions.map((row) => ({ table: "voteConditions" as const, id: idOfRow("voteConditions", row) })),
    ...as("dismissals", dismissals),
  ];
  const places = [
    ...ids.flatMap((id) => [`votes/${id}`, `dismissals/${id}`]),
    ...votes.map(({ id }) => `voteConditions/${id}`),
    `promotionTargets/${promotionId}`,
    `dossierRevisions/${promotionId}`,
  ];
  return [...rows, ...placed(places)];
}

const versionOf = (reader: Reader, promotionId: string) => {
  const { run, t } = open(reader);
  const { promotions: p } = t;
  return run.select({ id: p.versionId }).from(p).where(eq(p.id, promotionId));
};

/** Of whoever decides: the account, and what makes it a reviewer. */
export async function rowsBehindActor(reader: Reader, actorId: string): Promise<readonly RowPlace[]> {
  const { run, t } = open(reader);
  const { groupMembers: m, grants: g } = t;
  const memberships = await run
    .select({ id: m.id, groupId: m.groupId })
    .from(m)
    .where(and(eq(m.actorId, actorId), isNull(m.to)));
  const groups = memberships.map(({ groupId }) => groupId);
  const held = groups.length > 0 ? or(eq(g.actorId, actorId), inArray(g.groupId, groups)) : eq(g.actorId, actorId);
  const grants = await run
    .select({ id: g.id })
    .from(g)
    .where(and(held, isNull(g.to)));
  return [{ table: "actors", id: actorId }, ...as("groupMembers", memberships), ...as("grants", grants)];
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
