// What may be said of an error outside this process: an allow-list, because drivers put statements, parameters and rows into theirs.
import { isChanceryError, type Reason } from "@chancery/core";

export type ToldError = {
  readonly type: string;
  /** Of the system, a driver or ours: a word, never a text. */
  readonly code?: string;
  readonly message?: string;
  readonly reasons?: readonly Reason[];
  /** Where it was thrown: places in code alone. */
  readonly at?: readonly string[];
  readonly cause?: ToldError;
};

/** Errors whose text is ours or the engine's. A driver's, a parser's or a library's may quote what somebody sent. */
const plainTypes = new Set(["Error", "TypeError", "RangeError", "ReferenceError", "AssertionError", "SettingError"]);
const deepest = 5;
const mostPlaces = 12;

/** The same for anything thrown; of what is no error only its type. */
export function toldError(thrown: unknown, depth = 0): ToldError {
  if (!(thrown instanceof Error)) return { type: thrown === null ? "null" : typeof thrown };
  const { code, cause } = thrown as { readonly code?: unknown; readonly cause?: unknown };
  const message = messageOf(thrown);
  const at = placesIn(thrown);
  return {
    type: /^[\w$]{1,60}$/.exec(thrown.constructor.name)?.[0] ?? "Error",
    ...(typeof code === "string" && /^\w{1,60}$/.test(code) && { code }),
    ...(message !== undefined && { message }),
    ...(isChanceryError(thrown) && { reasons: thrown.reasons }),
    ...(at.length > 0 && { at }),
    ...(cause !== undefined && depth < deepest && { cause: toldError(cause, depth + 1) }),
  };
}

function messageOf(error: Error): string | undefined {
  if (isChanceryError(error)) return error.message;
  if (!plainTypes.has(error.constructor.name) || holdsStatement(error.message)) return undefined;
  return error.message.slice(0, 300);
}

/** The same for a text that others made of errors: of each its type alone, unless its text is ours or the engine's. */
export const toldText = (text: string): string =>
  text.replace(/\b(\w{0,60}Error)\b(?: \[\w+\])?: ([^]*?)(?=\n\s+at |$)/g, (all, type: string, message: string) =>
    plainTypes.has(type) && !holdsStatement(message) ? all : type,
  );

/** Words of SQL, and what drivers write beside them. */
const holdsStatement = (text: string) =>
  /failed query|\bparams?:|\bdetail:|\b(?:select|insert|update|delete|values|where)\b[^]*["$?]/i.test(text);

/** The frames under the text: a text of several lines could look like one, so it is taken away first. */
function placesIn({ stack = "", message }: Error): readonly string[] {
  const after = stack.indexOf(message);
  const below = after < 0 ? "" : stack.slice(after + message.length);
  return below
    .split("\n")
    .flatMap((line) => /^\s+at (.{1,300})$/.exec(line)?.[1] ?? [])
    .slice(0, mostPlaces);
}

/** Codes of what is gone for now: of the network, of PostgreSQL that stops, starts or is full, of a locked SQLite, and ours. */
const outageCodes =
  /^(?:E(?:CONN|PIPE|TIMEDOUT|HOST|NET|NOTFOUND|AI_)\w*|08\w{3}|53300|57P0\d|SQLITE_BUSY\w*|UNAVAILABLE)$/;
/** What pg says without a code. */
const outageWords = /^(?:Connection terminated|Client was closed|Client has encountered|timeout e)/;

/** True for an error that passes by itself and, while it lasts, meets every request. */
export const isOutage = ({ code, message, cause }: ToldError): boolean =>
  (code !== undefined && outageCodes.test(code)) ||
  (message !== undefined && outageWords.test(message)) ||
  (cause !== undefined && isOutage(cause));

/** For people at a terminal: type, code, text and places, a cause under each. */
export function linesOf({ type, code, message, at = [], cause }: ToldError): string {
  const head = [type, code, message].filter((part) => part !== undefined).join(": ");
  const places = at.map((place) => `\n    at ${place}`).join("");
  return `${head}${places}${cause ? `\n  caused by ${linesOf(cause)}` : ""}`;
}
