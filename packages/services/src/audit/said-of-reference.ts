// What the log says a reference means: team, model and version are found in the entries this process has read, not in rows.
import { collisionKey, type VersionReference } from "@chancery/core";
import { rowNameWith, stagesIn, type GovernedTable, type Referred } from "@chancery/db";
import { z } from "zod";
import { imageByLog, rowsCalled, type Called, type Image, type Log } from "./rows-called.ts";

type Asked = { readonly team: string; readonly name: string; readonly target: VersionReference["target"] };

/** Undefined where no model is called so. Refuses (`record_contradicts_log`) where a leaf that says so was edited. */
export async function saidOfReference(log: Log, { team, name, target }: Asked): Promise<Referred | undefined> {
  const ofTeam = await first(log, "teams", { slug: team });
  if (!ofTeam) return undefined;
  const ofModel = await first(log, "models", { teamId: ofTeam.id, nameKey: collisionKey(name) });
  if (!ofModel) return undefined;
  const model = { ...Model.parse(ofModel.image), modelId: ofModel.id, team };
  const { id: versionId, alias } = await versionMeant(log, { modelId: ofModel.id, target });
  const version = versionId === undefined ? undefined : await imageByLog(log, { table: "versions", id: versionId });
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
  state: z.enum(["draft", "sealed", "revoked", "discarded"]),
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
      return (await isStage(log, target.name))
        ? { id: versionIn(await newestStay(log, modelId, target.name)), alias: null }
        : aliased(log, modelId, target.name);
  }
}

/** A registry of before has no rows of stages: it has those that are built in. */
async function isStage(log: Log, name: string): Promise<boolean> {
  const hasRows = (await first(log, "stages", {})) !== undefined;
  return hasRows
    ? (await imageByLog(log, { table: "stages", id: name })) !== undefined
    : stagesIn(log.reader).has(name);
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

type Columns = Readonly<Record<string, string | number>>;

const called = (log: Log, table: GovernedTable, columns: Columns) => rowsCalled(log, rowNameWith(table, columns));

async function first(log: Log, table: GovernedTable, columns: Columns): Promise<Called | undefined> {
  for await (const row of called(log, table, columns)) return row;
  return undefined;
}

async function all(log: Log, table: GovernedTable, columns: Columns): Promise<readonly Called[]> {
  const rows = new Map<string, Called>();
  for await (const row of called(log, table, columns)) rows.set(row.id, row);
  return [...rows.values()];
}

/** The one whose key comes last. */
function newest(rows: readonly Called[], keyOf: (image: Image, id: string) => readonly [string, string | number]) {
  const isLater = (a: readonly [string, string | number], b: readonly [string, string | number]) =>
    a[0] === b[0] ? a[1] > b[1] : a[0] > b[0];
  return rows.reduce<Called | undefined>(
    (best, row) => (best && !isLater(keyOf(row.image, row.id), keyOf(best.image, best.id)) ? best : row),
    undefined,
  );
}
