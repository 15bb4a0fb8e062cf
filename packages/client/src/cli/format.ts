// How values read on a terminal. Text from a server is cleaned: an escape sequence in a name must not drive the terminal.
import { withUnseenShown } from "@chancery/core";
import Table from "cli-table3";

/** `1 h 02 m`, `3 m 20 s`, `12 s`. */
export function formatSeconds(seconds: number): string {
  const whole = Math.ceil(seconds);
  const pad = (value: number) => String(value).padStart(2, "0");
  if (whole >= 3600) return `${Math.floor(whole / 3600)} h ${pad(Math.floor((whole % 3600) / 60))} m`;
  return whole >= 60 ? `${Math.floor(whole / 60)} m ${pad(whole % 60)} s` : `${whole} s`;
}

/** `2026-11-21 14:02:10 UTC`. */
export const formatTime = (iso: string | null): string =>
  iso === null ? "–" : `${iso.slice(0, 19).replace("T", " ")} UTC`;

/** `2026-11-21`, of the day in UTC: for lists. */
export const formatDay = (iso: string | null): string => iso?.slice(0, 10) ?? "–";

/** What cannot be seen, drives the terminal or turns text around, written as `‹U+001B›`; lines and tabs stay. */
export const clean = (text: string): string =>
  withUnseenShown(text.replaceAll("\r\n", "\n")).replaceAll("\r", "‹U+000D›");

const nothing = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "  ",
};

const pageWidth = 80;
const gap = nothing.middle.length;
const widthOf = (texts: readonly string[]) => Math.max(...texts.map((text) => text.length));

/** How wide each column is: where a line is longer than 80, columns of several words are narrowed, never within a word. */
function widthsOf(lines: readonly (readonly string[])[]): readonly number[] {
  const columns = lines[0]?.map((_, n) => lines.map((line) => line[n] ?? "")) ?? [];
  const widths = columns.map(widthOf);
  const least = columns.map((texts) => widthOf(texts.flatMap((text) => text.split(" "))));
  const widestFirst = [...widths.keys()].sort((a, b) => widths[b]! - widths[a]!);
  let excess = widths.reduce((sum, width) => sum + width + gap, -gap) - pageWidth;
  for (const n of widestFirst) {
    const cut = Math.max(0, Math.min(excess, widths[n]! - least[n]!));
    widths[n]! -= cut;
    excess -= cut;
  }
  return widths;
}

/** Columns under heads, on 80 characters where words are short enough; `empty` where there are no rows. */
export function table(
  heads: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
  empty: string,
): string {
  if (rows.length === 0) return empty;
  const cells = rows.map((row) => row.map((cell) => clean(String(cell ?? "–")).replaceAll("\n", " ")));
  const lines = [[...heads], ...cells];
  const style = { "padding-left": 0, "padding-right": 0, head: [], border: [] };
  const drawn = new Table({ chars: nothing, style, colWidths: [...widthsOf(lines)], wordWrap: true });
  drawn.push(...lines);
  return trimLines(drawn.toString());
}

/** Names and values, one a line; a value of undefined leaves its line out. */
export function fields(pairs: readonly (readonly [string, string | number | null | undefined])[]): string {
  const shown = pairs.filter(([, value]) => value !== undefined);
  const width = Math.max(...shown.map(([name]) => name.length));
  return shown
    .map(
      ([name, value]) =>
        `${name.padEnd(width)}  ${clean(String(value ?? "–")).replaceAll("\n", `\n${" ".repeat(width + 2)}`)}`,
    )
    .join("\n");
}

/** Non-empty blocks, a blank line between. */
export const blocks = (...parts: readonly (string | false | null | undefined)[]): string =>
  parts.filter((part) => typeof part === "string" && part !== "").join("\n\n");

const trimLines = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
