// How a row that the log contradicts is said, with the number of the entry in the middle: pages make a link of it.
import type { RecordContradiction } from "./integrity/view.ts";

type Said = {
  readonly before: string;
  /** Null where no entry tells of it. */ readonly entry: number | null;
  readonly after: string;
};

export function contradictionInWords({ row, entry, fault, shows, columns }: RecordContradiction): Said {
  if (entry === null) return { before: `No entry of the log tells of ${row}.${leftOut(shows)}`, entry, after: "" };
  if (fault === "misplaced") return { before: "Entry ", entry, after: ` says otherwise than ${row}.` };
  if (fault === "missing")
    return { before: "Entry ", entry, after: ` tells of ${row}, which the database no longer has.${brought(shows)}` };
  if (fault === "unrecorded")
    return { before: "Entry ", entry, after: ` says that ${row} is no more.${leftOut(shows)}` };
  const valued = columns.filter(({ told }) => told !== null);
  if (valued.length === 0 && columns.length > 0)
    return { before: `The database holds another ${named(columns)} of ${row} than entry `, entry, after: " records." };
  if (columns.length === 0)
    return { before: "Entry ", entry, after: ` cannot be believed, so nothing vouches for ${row}.` };
  const list = (of: "told" | "stands") =>
    valued.map((column) => `${words(column.name)} ${plain(column[of])}`).join(", ");
  const others = columns.filter(({ told }) => told === null);
  const also = others.length === 0 ? "." : `, and another ${named(others)}.`;
  return {
    before: `The database says ${list("stands")} of ${row}. Entry `,
    entry,
    after: ` says ${list("told")}${also}`,
  };
}

const leftOut = (shows: RecordContradiction["shows"]) => (shows === "nothing" ? " It is left out here." : "");
const brought = (shows: RecordContradiction["shows"]) =>
  shows === "log" ? " It is shown as the entry has it." : " It is missing here.";

/** `requester id` */
const words = (column: string) => column.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
const named = (columns: RecordContradiction["columns"]) => columns.map(({ name }) => words(name)).join(" and ");
/** A text without its quotes. */
function plain(json: string | null): string {
  if (json === null) return "another value";
  const value: unknown = JSON.parse(json);
  return value === null ? "nothing" : typeof value === "string" ? `“${value}”` : json;
}
