// Instants as people and programs write them: ISO 8601 with an offset, in UTC where there is none, or a date alone.
import { z } from "zod";

const shape = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** What `readInstant` takes, in words. */
export const instantForms =
  "a moment such as 2026-11-01T10:00Z or 2026-11-01T12:00+02:00, or a date alone, which means midnight UTC";

/** Undefined for what is no instant. `end` reads a date alone as its last millisecond instead of its first. */
export function readInstant(text: string, { end = false }: { readonly end?: boolean } = {}): Date | undefined {
  // In a query a "+" that was not encoded arrives as a space.
  const found = shape.exec(text.trim().replace(/ (?=\d{2}:?\d{2}$)/, "+"));
  if (!found?.[1]) return undefined;
  const [, day, time, seconds = "00", fraction = "0", zone = "Z"] = found;
  if (!isDay(day)) return undefined;
  if (time === undefined) return new Date(`${day}T${end ? "23:59:59.999" : "00:00:00.000"}Z`);
  const offset = zone.toUpperCase() === "Z" ? "Z" : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  const at = new Date(`${day}T${time}:${seconds}.${fraction.padEnd(3, "0").slice(0, 3)}${offset}`);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

/** The calendar has it: no 30th of February. */
const isDay = (day: string) => {
  const at = new Date(`${day}T00:00:00.000Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
};

const instant = (options: { readonly end?: boolean }) =>
  z
    .string()
    .max(64)
    .transform((text, context) => {
      const at = readInstant(text, options);
      if (at) return at.toISOString();
      context.addIssue({ code: "custom", message: `is not ${instantForms}` });
      return z.NEVER;
    });

/** An instant as a use-case takes it; read as ISO 8601 UTC with milliseconds. */
export const Instant = instant({});
/** The end of a period: a date alone is all of that day. */
export const InstantEnd = instant({ end: true });
