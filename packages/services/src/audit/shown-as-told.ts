// A view answers what the log says: it is read, held against the log, and read again with the rows that were edited as their
// entries have them. What was edited is named beside it, with an alarm.
import { canonicalJson, type JsonValue, type RecordContradiction } from "@chancery/core";
import { emptyOf, imageOf, isColumnTold, type GovernedTable, type LaidOver, type Reader } from "@chancery/db";
import type { House } from "../house.ts";
import { alarm, contradictionsAmong, keyOf, type Found, type Shown } from "./contradictions.ts";
import { kindInWords, rowInWords } from "./row-words.ts";
import type { Held } from "./said.ts";

type Read<V> = { readonly view: V; readonly shown: Shown };

/** What is seen only once rows are as told, such as who asked, is held against the log too: so often at most. */
const turns = 4;

/** `read`: again over another reader, where something was edited. */
export async function shownAsTold<V extends object>(
  { reader, house }: Held,
  read: (reader: Reader) => Promise<Read<V>>,
): Promise<V & { readonly contradicted: readonly RecordContradiction[] }> {
  const stands = await read(reader);
  const { looked, found } = await contradictionsAmong({ reader, house }, stands.shown);
  const told = found.length > 0 ? await readAsTold(house, read, found) : undefined;
  const all = told?.all ?? found;
  alarm(house, looked, all);
  const contradicted = all.slice(0, mostNamed).map((one) => contradictionView(one, told !== undefined));
  return { ...(told?.view ?? stands.view), contradicted };
}

/** Undefined where it cannot be read so: what stands is shown then, and named. */
async function readAsTold<V>(house: House, read: (reader: Reader) => Promise<Read<V>>, found: readonly Found[]) {
  const all = new Map(found.map((one) => [keyOf(one), one]));
  const once = () =>
    house.db.readingAs(laidOver([...all.values()]), async (reader) => {
      const { view, shown } = await read(reader);
      return { view, ...(await contradictionsAmong({ reader, house }, shown)) };
    });
  try {
    for (let turn = 1; ; turn++) {
      const { view, found: more } = await once();
      const fresh = more.filter((one) => !all.has(keyOf(one)));
      for (const one of fresh) all.set(keyOf(one), one);
      if (fresh.length === 0 || turn === turns) return { view, all: [...all.values()] };
    }
  } catch (error) {
    house.log.error({ err: error }, "what the log says could not be shown in place of rows that were edited");
    return undefined;
  }
}

/** Somebody may have edited thousands. */
const mostNamed = 20;

/** What is seen in place of these rows. */
const laidOver = (found: readonly Found[]): readonly LaidOver[] =>
  found.flatMap((one) => {
    const columns = columnsSeen(one);
    return columns === undefined ? [] : [{ table: one.table, id: one.id, row: one.row, columns }];
  });

/** Nothing is read that would be missed with them: one that no entry tells of is left out. Others are shown, and named. */
const belonging: ReadonlySet<GovernedTable> = new Set([
  "votes",
  "voteConditions",
  "dismissals",
  "promotionTargets",
  "occupancies",
  "aliases",
  "tierAssessments",
]);

type Columns = Readonly<Record<string, JsonValue>>;

/** The columns that the log has another value of; null where the row is left out, undefined where it is seen as it stands. */
function columnsSeen({ table, entry, row, told, columns, isIndex }: Found): Columns | null | undefined {
  const isUnknown = isIndex ?? (told === undefined && entry !== null);
  if (isUnknown) return undefined;
  if (!told) return row && belonging.has(table) ? null : undefined;
  if (!row) return columnsKept(table, told);
  const plain = Object.entries(told).filter(
    ([column]) => columns.includes(column) && isColumnTold(table, column) === "plain",
  );
  return plain.length > 0 ? Object.fromEntries(plain) : undefined;
}

/** Of a row that is gone what its entry holds, the rest as lost. */
function columnsKept(table: GovernedTable, told: Columns): Columns | undefined {
  const kept = Object.entries(told).map(
    ([column, value]) =>
      [column, value === null || isColumnTold(table, column) === "plain" ? value : emptyOf(table, column)] as const,
  );
  return kept.every((one): one is readonly [string, JsonValue] => one[1] !== undefined)
    ? Object.fromEntries(kept)
    : undefined;
}

function contradictionView(one: Found, isAsTold: boolean): RecordContradiction {
  const { table, id, entry, row, told, columns, isIndex } = one;
  const image = row && imageOf(table, row, "");
  const seen = isAsTold ? columnsSeen(one) : undefined;
  const text = (value: JsonValue | undefined, column: string) =>
    isColumnTold(table, column) === "plain" ? canonicalJson(value ?? null) : null;
  return {
    ...{ table, id, entry },
    row: isIndex ? `the index of the ${kindInWords(table)} of ${id}` : rowInWords({ table, id, columns: [] }),
    fault: isIndex ? "misplaced" : row ? (told ? "differs" : "unrecorded") : "missing",
    shows: seen ? "log" : seen === undefined && row ? "database" : "nothing",
    columns: columns.map((name) => ({ name, told: text(told?.[name], name), stands: text(image?.[name], name) })),
  };
}
