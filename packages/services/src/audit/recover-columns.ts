// What a row must be, column by column, from what the log says of it: most of it stands in the entry; what the entry holds by
// digest alone is looked for where it may stand too, and is lost where it is found nowhere.
import {
  maxFilesPerVersion,
  canonicalJson,
  lostFacts,
  readDisclosure,
  type LineageKind,
  sealManifest,
  sealPolicy,
  sha256Hex,
  twoPersonFor,
  type JsonValue,
} from "@chancery/core";
import {
  emptyOf,
  storedFilesOf,
  governedRow,
  isColumnTold,
  readDisclosures,
  tellingsOf,
  versionById,
  type GovernedTable,
  type RowImage,
  type RowValues,
  type Tx,
  stagesIn,
} from "@chancery/db";
import { emailKeyOf } from "../identity/email.ts";
import { leafIn } from "./entry-views.ts";
import { saltsOfEntry } from "./standing.ts";
import { saltOfRow } from "./tell-rows.ts";

type Place = { readonly table: GovernedTable; readonly id: string };
export type Recovered = {
  readonly columns: Readonly<Record<string, JsonValue>>;
  /** Columns whose value is nowhere: they hold what says so. */
  readonly lost: readonly string[];
};

/** So many entries of a row are searched for what it held. */
const maxTellings = 1_000;

/** The columns that an entry tells, as values. `row` is the row that stands, if one does. */
export async function recoverColumns(
  tx: Tx,
  { table, id, told, entry, row }: Place & { told: RowImage; entry: number; row: RowValues | undefined },
): Promise<Recovered> {
  const salt = saltOfRow(await saltsOfEntry(tx, entry), { table, id });
  const columns: Record<string, JsonValue> = {};
  const lost: string[] = [];
  let candidates: readonly unknown[] | undefined;
  for (const [column, said] of Object.entries(told)) {
    const kind = isColumnTold(table, column);
    if (kind === "plain" || said === null) {
      columns[column] = said;
      continue;
    }
    // Erased with its salt: what stands can be neither shown nor held against anything.
    if (kind === "personal" && salt === undefined && row) continue;
    candidates ??= await candidatesFor(tx, { table, id, row });
    const isIt = (value: unknown) =>
      sha256Hex(canonicalJson((kind === "personal" ? [salt ?? "", column, value] : value) as JsonValue)) === said;
    const found = candidates.find(isIt);
    if (found !== undefined) columns[column] = found as JsonValue;
    else {
      lost.push(column);
      columns[column] = inPlaceOf({ table, id, told: { ...row, ...told }, column });
    }
  }
  return { columns, lost };
}

/** Well formed, and matched by no password. */
const noPassword = `$argon2id$v=19$m=19456,t=2,p=1$${"A".repeat(22)}$${"A".repeat(43)}`;

type Lost = Place & { readonly told: RowValues; readonly column: string };
/** Of the shape that readers of the column take, and nothing that a decision could rest on. */
function inPlaceOf({ table, id, told, column }: Lost): JsonValue {
  if (column === "passwordHash") return noPassword;
  if (column === "secretHash") return `lost ${id}`; // no secret has this hash, and no two rows share it
  if (column === "metrics") return [];
  if (column === "facts") return lostFacts(told["kind"] as LineageKind); // the entry tells it
  if (column === "body" && told["field"] === "tags") return "{}";
  return emptyOf(table, column) ?? null;
}

/** Values the row may have held: each counts only where it fits the digest the entry holds. */
async function candidatesFor(
  tx: Tx,
  { table, id, row }: Place & { row: RowValues | undefined },
): Promise<readonly unknown[]> {
  const found: unknown[] = [[], {}, "", ...Object.values(row ?? {}).flatMap(membersOf)];
  for (const { index, leaf } of await tellingsOf(tx, { table, id, limit: maxTellings })) {
    const read = leafIn(leaf);
    if (read) found.push(...membersOf(read.after));
    for (const { disclosure } of await readDisclosures(tx, { from: index, below: index + 1 })) {
      const value = readDisclosure(disclosure)?.value;
      // A line of it may be a row of its own: a condition of a vote.
      if (value !== undefined) found.push(value, emailKeyOf(value), ...value.split("\n"));
    }
  }
  if (table === "policyVersions") found.push(sealPolicy(twoPersonFor(stagesIn(tx).all)).document);
  if (table === "versions") found.push(...(await manifestOf(tx, id)));
  if (table === "revisions") found.push(...membersOf(await ownerOf(tx, row)));
  return found.filter((value) => value !== undefined && value !== null && !(value instanceof Date));
}

/** The values in a thing, also those in a text that is JSON, such as a manifest. */
function membersOf(thing: unknown): readonly unknown[] {
  if (typeof thing === "string") return [thing, ...(thing.startsWith("{") ? membersOf(parsed(thing)) : [])];
  if (typeof thing !== "object" || thing === null || thing instanceof Date) return [];
  return [thing, ...Object.values(thing).flatMap((value) => (typeof value === "string" ? membersOf(value) : [value]))];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A manifest is made of the version's parts: it is the sealed one where its digest is. */
async function manifestOf(tx: Tx, versionId: string): Promise<readonly string[]> {
  const version = await versionById(tx, versionId);
  if (!version) return [];
  const files = await storedFilesOf(tx, { versionId, limit: maxFilesPerVersion });
  return [sealManifest({ ...version, files }).manifest];
}

/** Tags of a model stand in its newest revision of them too. */
async function ownerOf(tx: Tx, row: RowValues | undefined): Promise<readonly string[]> {
  const modelId = row?.["modelId"];
  const model = typeof modelId === "string" ? await governedRow(tx, { table: "models", id: modelId }) : undefined;
  return model ? [canonicalJson(model["tags"] as JsonValue)] : [];
}
