// Measurements from a file: CSV with a row of names, or JSON. Each is read as it is written, and what is wrong is named by its row.
import { compareDecimals, directions, isOutsideBounds, type Direction } from "@chancery/core";
import { decimalPoint, inLine, readCsv } from "./csv-table.ts";

export type Measured = {
  readonly name: string;
  readonly value: string;
  readonly unit: string;
  readonly lower: string;
  readonly upper: string;
  /** Undefined where nobody said which way is better: it is never guessed. */
  readonly direction: Direction | undefined;
};
export type ReadFile = { readonly rows: readonly Measured[]; readonly faults: readonly string[] };

const decimal = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;
const maxRows = 500;
/** What files call the columns. */
const columns: ReadonlyMap<string, keyof Measured> = new Map([
  ["metric", "name"],
  ["name", "name"],
  ["value", "value"],
  ["unit", "unit"],
  ["lower", "lower"],
  ["upper", "upper"],
  ["direction", "direction"],
  ["better", "direction"],
]);
const columnOf = (title: string) => columns.get(title.trim().toLowerCase());
const known = "known: metric, value, unit, lower, upper, direction";

/** A file whose shape is in doubt is refused as a whole: a value in the wrong cell looks like any other. */
export async function readEvaluation(text: string): Promise<ReadFile> {
  const plain = text.replace(/^\ufeff/, "");
  if (plain.trim() === "") return refused(["the file is empty"]);
  const read = /^\s*[{[]/.test(plain) ? ofJson(plain) : await ofCsv(plain);
  if (read.rows.length > maxRows)
    return refused([
      `one evaluation has at most ${maxRows} metrics, and this file has ${read.rows.length}: split it by slice`,
    ]);
  return { ...read, faults: [...read.faults, ...twice(read.rows)] };
}

const refused = (faults: readonly string[]): ReadFile => ({ rows: [], faults });
const gathered = (rows: readonly Row[]): ReadFile => ({
  rows: rows.map(({ row }) => row),
  faults: rows.flatMap(({ faults }) => faults),
});

async function ofCsv(text: string): Promise<ReadFile> {
  const table = await readCsv(text, (titles) => {
    const places = titles.map(columnOf);
    return places.includes("name") && places.includes("value");
  });
  if (!table) return refused([`the first row must name the columns, metric and value among them (${known})`]);
  const { head, separator, rows, faults } = table;
  const read = rows.map(({ cells }, at) =>
    measured(
      head.map((title, n) => [title, cells[n]] as const),
      `row ${at + 1}`,
    ),
  );
  const torn = rows.filter((_, at) => separator === "," && isTorn(read[at]!.row));
  const misshapen = [
    ...titleFaults("column", head),
    ...faults,
    ...torn.map(({ line }) => inLine(line, `its unit is a number: ${decimalPoint}`)),
  ];
  return misshapen.length > 0 ? refused(misshapen) : gathered(read);
}

/** `0,081` in two cells. */
const isTorn = ({ value, unit }: Measured) => /^-?\d+$/.test(value) && /^\d+$/.test(unit);

/** What is not known may be what is known, misspelt: none is passed over. */
function titleFaults(kind: "column" | "key", titles: readonly string[]): readonly string[] {
  const places = titles.map(columnOf);
  return titles.flatMap((title, at) => {
    const first = places.indexOf(places[at]);
    if (title.trim() === "") return [`${kind} ${at + 1} has no name: take it out`];
    if (places[at] === undefined)
      return [`${kind} “${title.trim()}” is not known: rename it or take it out (${known})`];
    return first < at ? [`${kind}s “${titles[first]!.trim()}” and “${title.trim()}” mean the same: take one out`] : [];
  });
}

/** A list of objects, one under `metrics`, or an object of name and value. */
function ofJson(text: string): ReadFile {
  let held: unknown;
  try {
    held = JSON.parse(text, asWritten);
  } catch (error) {
    return refused([`it begins like JSON but is not valid: ${(error as Error).message}`]);
  }
  const misshapen = keysTwice(text).map(
    (key) => `“${key}” stands twice in one object: one of its values would be lost`,
  );
  if (isRecord(held) && Array.isArray(held["metrics"])) {
    const beside = Object.keys(held).filter((key) => key !== "metrics");
    misshapen.push(...beside.map((key) => `“${key}” beside the metrics is not read: take it out`));
    held = held["metrics"];
  }
  if (!Array.isArray(held) && !isRecord(held))
    return refused(["the JSON must be a list of metrics, or an object of names and values"]);
  const given: readonly unknown[] = Array.isArray(held)
    ? held
    : Object.entries(held).map(([name, value]) => ({ name, value }));
  misshapen.push(...given.flatMap((row, at) => objectFaults(row).map((fault) => `row ${at + 1}: ${fault}`)));
  if (misshapen.length > 0) return refused(misshapen);
  return gathered(given.map((row, at) => measured(Object.entries(row as object), `row ${at + 1}`)));
}

function objectFaults(row: unknown): readonly string[] {
  if (!isRecord(row)) return ["it must be an object with metric and value"];
  const odd = Object.entries(row).filter(([, cell]) => cell !== null && typeof cell !== "string");
  return [...titleFaults("key", Object.keys(row)), ...odd.map(([key]) => `${key} must be a number or a text`)];
}

/** Numbers keep the digits they were written with, where the browser tells them. */
const asWritten = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
  typeof value === "number" ? (context?.source ?? String(value)) : value;

/** The keys that JSON writes more often than its objects have them: a parser keeps the last and is silent. */
function keysTwice(text: string): readonly string[] {
  const left = new Map<string, number>();
  const count = (key: string, by: number) => left.set(key, (left.get(key) ?? 0) + by);
  for (const [, key, colon] of text.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?/g))
    if (colon !== undefined) count(JSON.parse(key!) as string, 1);
  JSON.parse(text, function (this: unknown, key: string, value: unknown) {
    if (!Array.isArray(this)) count(key, -1); // and once for the whole, under the empty key
    return value;
  });
  return [...left].flatMap(([key, times]) => (times > (key === "" ? -1 : 0) ? [key] : []));
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

type Row = { readonly row: Measured; readonly faults: readonly string[] };
function measured(cells: readonly (readonly [string, unknown])[], where: string): Row {
  const text = (place: keyof Measured) => {
    const cell = cells.find(([title]) => columnOf(title) === place)?.[1];
    return typeof cell === "string" ? cell.trim() : "";
  };
  const said = text("direction").toLowerCase();
  const direction = directions.find((one) => one === said);
  const row: Measured = {
    name: text("name"),
    value: text("value"),
    unit: text("unit"),
    lower: text("lower"),
    upper: text("upper"),
    direction,
  };
  const ofNumbers = (["value", "lower", "upper"] as const).flatMap((place) => numberFault(place, row[place]));
  const faults = [
    ...(row.name === "" ? ["it names no metric"] : []),
    ...ofNumbers,
    ...(ofNumbers.length === 0 ? boundsFault(row) : []),
    ...(said !== "" && !direction ? [`“${said}” is not a direction: write higher, lower or none`] : []),
  ];
  return { row, faults: faults.map((fault) => `${where}: ${fault}`) };
}

function numberFault(place: "value" | "lower" | "upper", text: string): readonly string[] {
  if (text === "") return place === "value" ? ["it has no value"] : [];
  if (/^-?\d+,\d+$/.test(text)) return [`${place} “${text}” has a comma: ${decimalPoint}`];
  return decimal.test(text) ? [] : [`${place} “${text}” is not a decimal number such as 0.932`];
}

function boundsFault({ value, ...bounds }: Measured): readonly string[] {
  const [lower, upper] = [bounds.lower || undefined, bounds.upper || undefined];
  if (lower !== undefined && upper !== undefined && compareDecimals(lower, upper) > 0)
    return [`lower ${lower} is above upper ${upper}`];
  return isOutsideBounds({ value, lower, upper }) ? [`value ${value} lies outside its bounds ${lower ?? ""}–${upper ?? ""}`] : []; // prettier-ignore
}

/** A metric stands once in an evaluation. */
function twice(rows: readonly Measured[]): readonly string[] {
  const names = rows.map(({ name }) => name);
  return names.flatMap((name, at) => {
    const first = names.indexOf(name);
    return name !== "" && first < at ? [`row ${at + 1}: ${name} is already in row ${first + 1}`] : [];
  });
}

/** What hinders the rows from being recorded as they stand now, typed over or not. */
export const rowFaults = (rows: readonly Measured[]): readonly string[] => [
  ...rows.flatMap((row, at) => measured(Object.entries(row), `row ${at + 1}`).faults),
  ...twice(rows),
];
