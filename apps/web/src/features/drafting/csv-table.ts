// A CSV file as a table whose every row has the cells of its head, or what is wrong with it and in which line (RFC 4180).

export type CsvRow = { readonly cells: readonly string[]; readonly line: number };
export type CsvTable = {
  readonly head: readonly string[];
  readonly separator: string;
  readonly rows: readonly CsvRow[];
  readonly faults: readonly string[];
};

const separators = [",", ";", "\t", "|"] as const;
export const decimalPoint = "write decimals with a point, such as 0.081";

/**
 * Undefined where no separator makes a head of the first row. The parser is told how lines end and cells part: left alone
 * it guesses both from the first lines. Lines may end in CRLF, LF and CR, mixed; blank ones are passed over.
 */
export async function readCsv(
  text: string,
  isHead: (titles: readonly string[]) => boolean,
): Promise<CsvTable | undefined> {
  const { default: papa } = await import("papaparse"); // it comes when a file does
  const lines = text.replace(/\r\n?/g, "\n");
  for (const separator of separators) {
    const { data, errors } = papa.parse<readonly string[]>(lines, { delimiter: separator, newline: "\n" });
    const all = numbered(data);
    const [head, ...rows] = all.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
    if (!head || !isHead(head.cells)) continue;
    const faults = [
      ...errors.map(({ message, row = 0 }) => inLine(all[row]?.line ?? 1, message.toLowerCase())),
      ...rows.flatMap((row) => widthFaults(row, head.cells, separator)),
    ];
    return { head: head.cells, separator, rows, faults };
  }
  return undefined;
}

export const inLine = (line: number, fault: string) => `line ${line}: ${fault}`;

/** The rows with the line of the file that each begins on: a cell in quotes may hold several. */
function numbered(rows: readonly (readonly string[])[]): readonly CsvRow[] {
  let next = 1;
  return rows.map((cells) => {
    const line = next;
    next += 1 + cells.reduce((ends, cell) => ends + cell.split("\n").length - 1, 0);
    return { cells, line };
  });
}

function widthFaults({ cells, line }: CsvRow, head: readonly string[], separator: string): readonly string[] {
  if (cells.length === head.length) return [];
  const hint =
    cells.length < head.length
      ? "keep the separator of an empty cell"
      : separator === ","
        ? `${decimalPoint}, and put a text that holds a comma in quotes`
        : "put a text that holds the separator in quotes";
  return [inLine(line, `it has ${cells.length} ${cells.length === 1 ? "cell" : "cells"} and the first row ${head.length}: ${hint}`)]; // prettier-ignore
}
