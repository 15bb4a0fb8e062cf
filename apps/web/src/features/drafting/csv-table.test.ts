import fc from "fast-check";
import { expect, it } from "vitest";
import { readCsv } from "./csv-table.ts";

const cell = fc.string({ unit: fc.constantFrom("a", "0", ".", ",", ";", '"', "\n", " ", "é") });
const tables = fc.integer({ min: 2, max: 5 }).chain((width) =>
  fc.record({
    rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
    ends: fc.array(fc.constantFrom("\n", "\r\n", "\r"), { minLength: 9, maxLength: 9 }),
    separator: fc.constantFrom(",", ";", "\t", "|"),
  }),
);
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

it("written as CSV is read cell by cell, whatever the separator and the line ends", async () => {
  await fc.assert(
    fc.asyncProperty(tables, async ({ rows, ends, separator }) => {
      const head = rows[0]!.map((_, at) => `c${at}`);
      const written = [head, ...rows].map((row, at) => row.map(quoted).join(separator) + ends[at]!).join("");
      const read = await readCsv(written, (titles) => titles.join() === head.join());
      expect(read?.faults).toEqual([]);
      expect(read?.rows.map(({ cells }) => cells)).toEqual(rows.filter((row) => row.some((one) => one.trim() !== "")));
    }),
  );
});

it("names the line that a row begins on, in a file whose line ends are mixed", async () => {
  const read = await readCsv('a,b\r\n1,2\n\n"x\ny",3\r4\n', ([first]) => first === "a");
  expect(read?.rows.map(({ line }) => line)).toEqual([2, 4, 6]);
  expect(read?.faults).toEqual([expect.stringContaining("line 6: it has 1 cell and the first row 2")]);
});
