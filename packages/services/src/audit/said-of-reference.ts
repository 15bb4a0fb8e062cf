// What the log says a reference means: team, model and version are found in the entries this process has read, not in rows.
import { collisionKey, type LeafRows, type VersionReference } from "@chancery/core";
import { rowNamesOf, rowNameWith, stagesIn, type GovernedTable, type Referred } from "@chancery/db";
import { z } from "zod";
import { rowsOfEntries } from "./known-log.ts";
import type { KnownEntries } from "./known-entries.ts";
import type { Held } from "./said.ts";

type Log = Pick<Held, "reader"> & { readonly entries: KnownEntries };
type Asked = { readonly team: string; readonly name: string; readonly target: VersionReference["target"] };

/** Undefined where no model is called so. Refuses (`record_contradicts_log`) where a leaf that says so was edited. */
export async function saidOfReference(log: Log, { team, name, target }: Asked): Promise<Referred | undefined> {
  const ofTeam = await first(log, "teams", { slug: team });
  if (!ofTeam) return undefined;
  const ofModel = await first(log, "models", { teamId: ofTeam.id, nameKey: collisionKey(name) });
  if (!ofModel) return undefined;
  const model = { ...Model.parse(ofModel.image), modelId: ofModel.id, team };
  const { id: versionId, alias } = await versionMeant(log, { modelId: ofModel.id, target });
  const version = versionId === undefined ? undefined : await imageOf(log, { table: "versions", id: versionId });
  const none = { versionId: null, number: null, state: null, manifestDigest: null };
  return { ...model, alias, ...(version ? { versionId: versionId!, ...Version.parse(version) } : none) };
}
const Model = z.object({
  teamId: z.string(),
  name: z.string(),
  visibility: z.enum(["organisation", "team", "restricted"]),
});
const Version = z.object({
  number: z.int(),
  state: z.enum(["draft", "sealed", "revoked"]),
  manifestDigest: z.string().nullable(),
});

type Meant = { readonly id: string | undefined; readonly alias: string | null };

async function versionMeant(
  log: Log,
  { modelId, target }: { readonly modelId: string; readonly target: Asked["target"] },
): Promise<Meant> {
  switch (target.kind) {
    case "number":
      return { id: (await first(log, "versions", { modelId, number: target.number }))?.id, alias: null };
    case "digest": {
      const same = await all(log, "versions", { modelId, manifestDigest: target.sha256 });
      return { id: newest(same, (image) => [textIn(image, "state"), Number(image["number"])])?.id, alias: null };
    }
    case "name":
      return stagesIn(log.reader).has(target.name)
        ? { id: versionIn(await newestStay(log, modelId, target.name)), alias: null }
        : aliased(log, modelId, target.name);
  }
}

/** By its own spelling, else by one that reads the same. */
async function aliased(log: Log, modelId: string, name: string): Promise<Meant> {
  const alike = await all(log, "aliases", { modelId, nameKey: collisionKey(name) });
  const found = alike.find(({ image }) => image["name"] === name) ?? alike[0];
  return { id: versionIn(found), alias: found ? textIn(found.image, "name") : null };
}

/** Stays are told of as they begin; a baseline told of them in any order. */
async function newestStay(log: Log, modelId: string, stage: string): Promise<Called | undefined> {
  const taken: Called[] = [];
  for await (const stay of called(log, "occupancies", { modelId, stage })) {
    taken.push(stay);
    if (!stay.isTaken) break;
  }
  return newest(taken, (image, id) => [textIn(image, "from"), id]);
}

const versionIn = (called: Called | undefined) => (called ? textIn(called.image, "versionId") : undefined);
const textIn = (image: Image, column: string): string => {
  const value = image[column];
  return typeof value === "string" ? value : "";
};

type Image = NonNullable<LeafRows[string]>;
type Called = { readonly id: string; readonly image: Image; readonly isTaken: boolean };
type Columns = Readonly<Record<string, string | number>>;

/** Rows that are called so by the newest entry about each, those first that were called so last. */
async function* called(log: Log, table: GovernedTable, columns: Columns): AsyncGenerator<Called> {
  const wanted = rowNameWith(table, columns);
  const isSo = (image: Image) => rowNamesOf(table, image).some(({ name, isHeld }) => isHeld && name === wanted);
  for (const { entry, isTaken } of log.entries.heldUnder(wanted)) {
    for (const [key, image] of Object.entries(await told(log, entry))) {
      const id = key.slice(table.length + 1);
      if (!image || !key.startsWith(`${table}/`) || !isSo(image)) continue;
      if (log.entries.newestOf({ table, id }) === entry) yield { id, image, isTaken };
    }
  }
}

async function first(log: Log, table: GovernedTable, columns: Columns): Promise<Called | undefined> {
  for await (const row of called(log, table, columns)) return row;
  return undefined;
}

async function all(log: Log, table: GovernedTable, columns: Columns): Promise<readonly Called[]> {
  const rows = new Map<string, Called>();
  for await (const row of called(log, table, columns)) rows.set(row.id, row);
  return [...rows.values()];
}

async function imageOf(
  log: Log,
  row: { readonly table: GovernedTable; readonly id: string },
): Promise<Image | undefined> {
  const entry = log.entries.newestOf(row);
  return entry === undefined ? undefined : ((await told(log, entry))[`${row.table}/${row.id}`] ?? undefined);
}

const told = async ({ entries, reader }: Log, entry: number): Promise<LeafRows> =>
  (await rowsOfEntries(entries, reader, [entry])).get(entry) ?? {};

/** The one whose key comes last. */
function newest(rows: readonly Called[], keyOf: (image: Image, id: string) => readonly [string, string | number]) {
  const isLater = (a: readonly [string, string | number], b: readonly [string, string | number]) =>
    a[0] === b[0] ? a[1] > b[1] : a[0] > b[0];
  return rows.reduce<Called | undefined>(
    (best, row) => (best && !isLater(keyOf(row.image, row.id), keyOf(best.image, best.id)) ? best : row),
    undefined,
  );
}
