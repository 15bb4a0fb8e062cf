// The one error class of Chancery and its closed set of codes. Core returns verdicts; services throw these.
import type { Reason } from "./kernel/view.ts";

export const errorCodes = [
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "NOT_FOUND",
  "INVALID_INPUT",
  "CONFLICT",
  "POLICY_UNMET",
  "ILLEGAL_TRANSITION",
  "LIMIT_EXCEEDED",
  "UNAVAILABLE",
  "VERSION_MISMATCH",
  "INTERNAL",
] as const;
export type ErrorCode = (typeof errorCodes)[number];

export type Refused = { readonly ok: false; readonly code: ErrorCode; readonly reasons: readonly Reason[] };
/** What a pure rule answers: yes, or the code of the refusal with every reason. */
export type Verdict = { readonly ok: true } | Refused;

export const allowed: Verdict = { ok: true };
export const refused = (code: ErrorCode, ...reasons: readonly Reason[]): Refused => ({ ok: false, code, reasons });
/** Refused for these reasons; allowed where there are none. */
export const allowedUnless = (code: ErrorCode, reasons: readonly Reason[]): Verdict =>
  reasons.length === 0 ? allowed : refused(code, ...reasons);
/** Allowed where all are; else the code of the first that is not, with the reasons of all. */
export const allAllowed = (...verdicts: readonly Verdict[]): Verdict => {
  const against = verdicts.filter((verdict) => !verdict.ok);
  return against[0] ? refused(against[0].code, ...against.flatMap(({ reasons }) => reasons)) : allowed;
};
export const reasonsOf = (verdict: Verdict): readonly Reason[] => (verdict.ok ? [] : verdict.reasons);

type Details = {
  readonly reasons?: readonly Reason[];
  /** Facts a client needs to go on, for example the right offset. */
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
  /** Answered as NOT_FOUND to an actor with no role there, logged as what it was. */
  readonly isHidden?: boolean;
  /** Logged, never sent. */
  readonly cause?: unknown;
};

const brand = Symbol.for("chancery.error");

/** `message` is safe to show. Recognised by brand, never by `instanceof`: Next bundles its own copy of this class. */
export class ChanceryError extends Error {
  readonly [brand] = true;
  readonly code: ErrorCode;
  readonly reasons: readonly Reason[];
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  readonly isHidden: boolean;

  constructor(code: ErrorCode, message: string, details: Details = {}) {
    super(message, { cause: details.cause });
    this.name = "ChanceryError";
    this.code = code;
    this.reasons = details.reasons ?? [];
    this.facts = details.facts ?? {};
    this.isHidden = details.isHidden ?? false;
  }
}

/** True for a ChanceryError of any bundled copy. */
export const isChanceryError = (value: unknown): value is ChanceryError =>
  typeof value === "object" && value !== null && (value as Record<symbol, unknown>)[brand] === true;

/** An error with a single reason, its most common shape. */
export const refuse = (code: ErrorCode, reason: string, message: string, facts?: Details["facts"]): ChanceryError =>
  new ChanceryError(code, message, { reasons: [{ code: reason, message }], ...(facts && { facts }) });

/** The codes that are refusals of an act: rolled back, then kept as one denied leaf. */
export const isRefusal = (error: ChanceryError): boolean =>
  error.code === "FORBIDDEN" || error.code === "POLICY_UNMET" || error.code === "ILLEGAL_TRANSITION";

/** After how many seconds what is UNAVAILABLE may be asked for again, where nothing better is known. */
export const unavailableSeconds = 5;

/** What all the reasons say, in one line. */
export const reasonsInWords = (reasons: readonly Reason[]): string => reasons.map(({ message }) => message).join("; ");

/** Answers what is allowed, and throws what is refused. */
export function orThrow<T extends { readonly ok: true }>(verdict: T | Refused): T {
  if (verdict.ok) return verdict;
  throw refusalOf(verdict);
}

/** The error of a verdict against something. */
export const refusalOf = ({ code, reasons }: Refused): ChanceryError =>
  new ChanceryError(code, reasonsInWords(reasons), { reasons });
