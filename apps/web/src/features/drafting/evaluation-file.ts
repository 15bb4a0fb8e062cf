// Measurements from a file: CSV with a row of names, or JSON. Each is read as it is written, and what is wrong is named by its row.
import { directions, type Direction } from "@chancery/core";

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
const columns: Readonly<Record<string, keyof Measured>> = {
  metric: "name",
  name: "name",
  value: "value",
  unit: "unit",
  lower: "lower",
  upper: "upper",
  direction: "direction",
  better: "direction",
};
const known = "metric, value, unit, lower, upper, direction";

export async function readEvaluation(text: string): Promise<ReadFile> {
  const plain = text.replace(/^\ufeff/, "");
  if (plain.trim() === "") return refused("the file is empty");
  const read = /^\s*[{[]/.test(plain) ? ofJson(plain) : await ofCsv(plain);
  if (read.rows.length > maxRows)
    return refused(
      `one evaluation has at most ${maxRows} metrics, and this file ${read.rows.length}: split it by slice`,
    );
  return { ...read, faults: [...read.faults, ...twice(read.rows)] };
}

const refused = (fault: string): ReadFile => ({ rows: [], faults: [fault] });

/** The parser comes when a file does. */
async function ofCsv(text: string): Promise<ReadFile> {
  const { default: papa } = await import("papaparse");
  const { data } = papa.parse<readonly string[]>(text, { skipEmptyLines: "greedy" });
  const [head = [], ...rows] = data;
  const places = head.map((title) => columns[title.trim().toLowerCase()]);
  if (!places.includes("name") || !places.includes("value"))
    return refused(`the first row must name the columns, metric and value among them (known: ${known})`);
  const unknown = head.filter((_, at) => places[at] === undefined);
  const read = rows.map((cells, at) =>
    measured(
      Object.fromEntries(places.flatMap((place, n) => (place ? [[place, cells[n] ?? ""]] : []))),
      `row ${at + 1}`,
    ),
  );
  return gathered(
    read,
    unknown.length === 0 ? [] : [`column ${unknown.join(", ")} is not known and was left out (known: ${known})`],
  );
}

/** A list of objects, one under `metrics`, or an object of name and value. */
function ofJson(text: string): ReadFile {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text, asWritten);
  } catch (error) {
    return refused(`it begins like JSON and is none: ${(error as Error).message}`);
  }
  const held = isRecord(parsed) && Array.isArray(parsed["metrics"]) ? (parsed["metrics"] as unknown[]) : parsed;
  if (Array.isArray(held))
    return gathered(
      (held as unknown[]).map((row, at) => (isRecord(row) ? measured(row, `row ${at + 1}`) : notARow(at))),
    );
  if (!isRecord(held)) return refused("JSON must hold a list of metrics, or an object of name and value");
  return gathered(Object.entries(held).map(([name, value], at) => measured({ name, value }, `row ${at + 1}`)));
}

type Row = { readonly row?: Measured; readonly faults: readonly string[] };
const notARow = (at: number): Row => ({ faults: [`row ${at + 1}: it must be an object with metric and value`] });
const gathered = (rows: readonly Row[], also: readonly string[] = []): ReadFile => ({
  rows: rows.flatMap(({ row }) => (row ? [row] : [])),
  faults: [...also, ...rows.flatMap(({ faults }) => faults)],
});

/** Numbers keep the digits they were written with, where the browser tells them. */
const asWritten = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
  typeof value === "number" ? (context?.source ?? String(value)) : value;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function measured(cells: Readonly<Record<string, unknown>>, where: string): Row {
  const text = (place: keyof Measured) => {
    const cell = Object.entries(cells).find(([title]) => columns[title.toLowerCase()] === place)?.[1];
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
  const faults = [
    ...(row.name === "" ? ["it names no metric"] : []),
    ...(["value", "lower", "upper"] as const).flatMap((place) => numberFault(place, row[place])),
    ...(said !== "" && !direction ? [`“${said}” is no direction: write higher, lower or none`] : []),
  ];
  return { row, faults: faults.map((fault) => `${where}: ${fault}`) };
}

function numberFault(place: "value" | "lower" | "upper", text: string): readonly string[] {
  if (text === "") return place === "value" ? ["it has no value"] : [];
  return decimal.test(text) ? [] : [`${place} “${text}” is no decimal number such as 0.932`];
}

/** A metric stands once in an evaluation. */
function twice(rows: readonly Measured[]): readonly string[] {
  const names = rows.map(({ name }) => name);
  return names.flatMap((name, at) => {
    const first = names.indexOf(name);
    return name !== "" && first < at ? [`row ${at + 1}: ${name} stands in row ${first + 1} already`] : [];
  });
}

/** What hinders the rows from being recorded as they stand now, typed over or not. */
export const rowFaults = (rows: readonly Measured[]): readonly string[] => [
  ...rows.flatMap((row, at) => measured(row, `row ${at + 1}`).faults),
  ...twice(rows),
];
