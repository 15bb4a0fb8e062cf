// Documents that are stored for good, such as dossiers and policies. Each says in which format it was written, and is read by that format's own schema.
import type { z } from "zod";
import { sha256Hex } from "./digest.ts";
import { ChanceryError } from "./errors.ts";

/** What a repair from the log writes in place of a text that only an edited row held. */
export const lostText = "(lost)";

export type Sealed = { readonly document: string; readonly digest: string };
type Kind<T> = {
  /** As errors call it: "policy". */
  readonly name: string;
  /** How a document of each format is read, by number. One without a number is of format 0. A format is never changed. */
  readonly formats: readonly z.ZodType<T>[];
};

/** False of one whose text was changed since. */
export const isAsSealed = ({ document, digest }: Sealed): boolean => sha256Hex(document) === digest;

/** A document read back whole, or refused: its text must be what the digest was taken over, and hold exactly what its format holds. */
export function openDocument<T>({ name, formats }: Kind<T>, { document, digest }: Sealed): T {
  if (!isAsSealed({ document, digest }))
    throw unreadable(`the ${name} stored under ${digest} is not the one that was sealed: its text was changed`);
  const content = parsed(document);
  const format = content !== null && typeof content === "object" && "format" in content ? content.format : 0;
  const schema = typeof format === "number" ? formats[format] : undefined;
  if (schema === undefined)
    throw unreadable(
      `the ${name} stored under ${digest} has format ${JSON.stringify(format)}, and this Chancery reads formats up to ${formats.length - 1}: start the version that wrote it`,
    );
  const { success, data, error } = schema.safeParse(content);
  if (success) return data;
  const faults = error.issues.map(({ path, message }) => [path.join("."), message].filter(Boolean).join(": "));
  throw unreadable(
    `the ${name} stored under ${digest} does not match format ${String(format)}: ${faults.slice(0, shown).join("; ")}`,
  );
}
const shown = 3;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // no format holds what is no JSON
  }
}

const unreadable = (message: string) =>
  new ChanceryError("INTERNAL", message, { reasons: [{ code: "document_unreadable", message }] });
