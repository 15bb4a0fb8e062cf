// What the log says of single rows and places, asked at once: acts do not rest on a row that an entry contradicts.
import {
  canonicalJson,
  readDisclosure,
  readLeaf,
  refuse,
  type LeafRows,
  type RowContrast,
  type StageName,
} from "@chancery/core";
import {
  governedColumns,
  governedRow,
  holdersOf,
  imageOf,
  hasPersonal,
  isPersonal,
  newestTelling,
  newestTellingsOfPlace,
  readDisclosures,
  type Db,
  type GovernedTable,
  type Reader,
  type RowImage,
  type RowPlace,
  type RowValues,
  stagesIn,
} from "@chancery/db";
import { isWhollyTold } from "./is-wholly-told.ts";
import { leafText } from "./entry-views.ts";
import { saltOfRow } from "./tell-rows.ts";

/** A row, or what holds a place, that is not what the entry says. */
export type Contradiction = RowPlace & { readonly entry: number | null; readonly columns: readonly string[] };

/** The first of these rows that the log contradicts; undefined when it bears out all of them. */
async function contradictionAmong({ reader, db }: Held, rows: readonly RowPlace[]): Promise<Contradiction | undefined> {
  const isTold = await isWhollyTold(db);
  const found = await Promise.all(rows.map((row) => contradictionOf(reader, row, isTold)));
  return found.find((one) => one !== undefined);
}

/** What is read, and the database that it is a part of. */
type Held = { readonly reader: Reader; readonly db: Db };

/** Row and entry are read one after the other, and an act may commit in between: so what differs is looked at again. */
const looks = 4;

async function contradictionOf(reader: Reader, row: RowPlace, isTold: boolean): Promise<Contradiction | undefined> {
  let found = await differenceIn(reader, row, isTold);
  for (let looked = 1; found && looked < looks; looked++) found = await differenceIn(reader, row, isTold);
  return found;
}

async function differenceIn(
  reader: Reader,
  { table, id }: RowPlace,
  isTold: boolean,
): Promise<Contradiction | undefined> {
  const telling = await newestTelling(reader, { table, id });
  if (!telling) return isTold ? { table, id, entry: null, columns: [] } : undefined;
  const row = await governedRow(reader, { table, id });
  const told = rowsIn(telling.leaf)[`${table}/${id}`];
  const entry = telling.index;
  if (!row || !told) return row || told ? { table, id, entry, columns: [] } : undefined;
  const columns = differingColumns({ table, row, told, salt: await saltOf(reader, entry, { table, id }) });
  return columns.length > 0 ? { table, id, entry, columns } : undefined;
}

type Beside = {
  readonly table: GovernedTable;
  readonly row: RowValues;
  readonly told: RowImage;
  readonly salt: string | undefined;
};
/** A row beside the newest entry that tells of it. What is personal is not shown. */
export async function contrastOf({ reader, db }: Held, { table, id }: RowPlace): Promise<RowContrast> {
  const found = await contradictionOf(reader, { table, id }, await isWhollyTold(db));
  const telling = await newestTelling(reader, { table, id });
  const told = telling && rowsIn(telling.leaf)[`${table}/${id}`];
  const row = await governedRow(reader, { table, id });
  const image = row && imageOf(table, row, "");
  const shown = (from: RowImage | null | undefined, name: string) =>
    from && !isPersonal(table, name) ? canonicalJson(from[name] ?? null) : null;
  const columns = (found?.columns ?? []).map((name) => ({ name, told: shown(told, name), stands: shown(image, name) }));
  return {
    ...{ table, id, entry: telling?.index ?? null, columns },
    row: rowInWords({ table, id, columns: [] }),
    isThere: row !== undefined,
    isSo: found !== undefined,
  };
}

/** Of the columns told which the table still has, and whose salt is not erased, those that say something else. */
function differingColumns({ table, row, told, salt }: Beside): readonly string[] {
  const image = imageOf(table, row, salt ?? "");
  return Object.keys(told).filter(
    (column) =>
      column in image &&
      (salt !== undefined || !isPersonal(table, column)) &&
      canonicalJson(told[column] ?? null) !== canonicalJson(image[column] ?? null),
  );
}

/** Columns of a row that are not what this entry tells of them. */
export async function differingColumnsOf(
  reader: Reader,
  { table, id, entry, ...beside }: Omit<Beside, "salt"> & RowPlace & { readonly entry: number },
): Promise<readonly string[]> {
  return differingColumns({ table, ...beside, salt: await saltOf(reader, entry, { table, id }) });
}

type Standing = "as-told" | "told-in-fewer-columns" | "contradicted" | "untold";
/** How a row stands to the newest entry that tells of it. */
export async function standingOf(
  reader: Reader,
  { table, id, row }: RowPlace & { readonly row: RowValues },
): Promise<{ readonly standing: Standing; readonly entry: number | null }> {
  const telling = await newestTelling(reader, { table, id });
  if (!telling) return { standing: "untold", entry: null };
  const entry = telling.index;
  const told = rowsIn(telling.leaf)[`${table}/${id}`];
  if (!told || differingColumns({ table, row, told, salt: await saltOf(reader, entry, { table, id }) }).length > 0)
    return { standing: "contradicted", entry };
  const isWhole = [...governedColumns(table)].every((column) => column in told);
  return { standing: isWhole ? "as-told" : "told-in-fewer-columns", entry };
}

/** Refuses (ILLEGAL_TRANSITION `record_contradicts_log`) an act that would rest on a row the log contradicts. */
export async function assertRecorded(held: Held, rows: readonly RowPlace[]): Promise<void> {
  const found = await contradictionAmong(held, rows);
  if (found) throw contradicted(rowInWords(found), found.entry);
}

export const contradicted = (what: string, entry: number | null) =>
  refuse(
    "ILLEGAL_TRANSITION",
    "record_contradicts_log",
    `${what} does not match ${entry === null ? "the log" : `entry ${entry} of the log`}: ask an admin to check the audit log`,
  );

/** As `assertRecorded`, of who holds an exclusive stage. */
export async function assertHolder(
  { reader, db }: Held,
  { modelId, stage }: { readonly modelId: string; readonly stage: StageName },
): Promise<void> {
  if (!stagesIn(reader).isExclusive(stage)) return;
  let entry: number | null = null;
  for (let looked = 0; looked < looks; looked++) {
    const said = await saidOfPlace({ reader, db }, { table: "occupancies", modelId, name: stage });
    const holder = (await holdersOf(reader, [modelId])).find((one) => one.stage === stage);
    if (!said || said.versionId === (holder?.versionId ?? null)) return;
    entry = said.entry;
  }
  throw contradicted(`who holds ${stage}`, entry);
}

/** `the promotion 0198… (state)`. */
export const rowInWords = ({ table, id, columns }: Pick<Contradiction, "table" | "id" | "columns">): string =>
  `the ${nouns[table]} ${id}${columns.length > 0 ? ` (${columns.join(", ")})` : ""}`;

/** `votes`: what rows of a table are called together. */
export const kindInWords = (table: GovernedTable): string => plurals[table] ?? `${nouns[table]}s`;

const plurals: Readonly<Partial<Record<GovernedTable, string>>> = {
  credentials: "passwords",
  accountOpenings: "openings of accounts",
  revisions: "revisions of cards and tags",
  dismissals: "dismissals of objections",
  occupancies: "stays in stages",
  aliases: "aliases",
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
  models: "model",
  tierAssessments: "tier assessment",
  revisions: "card or tags revision",
  modelMetrics: "metric",
  datasets: "dataset",
  versions: "version",
  evaluations: "evaluation",
  lineageEdges: "lineage edge",
  retractions: "retraction",
  policyVersions: "policy version",
  promotions: "promotion",
  dossierRevisions: "dossier revision",
  votes: "vote",
  dismissals: "dismissal of an objection",
  occupancies: "stay in a stage",
  aliases: "alias",
};

/** What the newest entry about a place says of it; `versionId` is null where it was left empty, `entry` where none is about it. */
export type Said = { readonly entry: number | null; readonly versionId: string | null };
type Place = { readonly table: "occupancies" | "aliases"; readonly modelId: string; readonly name: string };

/** Undefined where entries do not tell of all rows yet, and none of this place. Of a place that one row at a time is in force in. */
export async function saidOfPlace({ reader, db }: Held, { table, modelId, name }: Place): Promise<Said | undefined> {
  const column = table === "occupancies" ? "stage" : "name";
  for (const { index, leaf } of await newestTellingsOfPlace(reader, `${table}/${modelId}/${name}`)) {
    const rows = Object.entries(rowsIn(leaf)).flatMap(([key, row]) =>
      key.startsWith(`${table}/`) && row?.["modelId"] === modelId && row[column] === name ? [row] : [],
    );
    if (rows.length === 0) continue; // somebody put the entry there: a check of the log names it
    const versionId = rows.find((row) => row["to"] === null)?.["versionId"];
    return { entry: index, versionId: typeof versionId === "string" ? versionId : null };
  }
  return (await isWhollyTold(db)) ? { entry: null, versionId: null } : undefined;
}

/** A version as the newest entry that tells of it has it: undefined where none does. */
export async function saidOfVersion(reader: Reader, id: string): Promise<RowImage | undefined> {
  const telling = await newestTelling(reader, { table: "versions", id });
  return (telling && rowsIn(telling.leaf)[`versions/${id}`]) ?? undefined;
}

const rowsIn = (leaf: Uint8Array): LeafRows => {
  const read = readLeaf(leafText(leaf));
  return (read.ok && read.leaf.rows) || {};
};

async function saltOf(reader: Reader, entry: number, place: RowPlace): Promise<string | undefined> {
  if (!hasPersonal(place.table)) return undefined; // nothing in it is salted
  const disclosures = await readDisclosures(reader, { from: entry, below: entry + 1 });
  const fields = disclosures.flatMap(({ disclosure }) => readDisclosure(disclosure) ?? []);
  return saltOfRow(new Map(fields.map(({ name, value }) => [name, value])), place);
}
