// A refusal as the portal shows it, read from whatever was thrown: a core error, or tRPC's wrapping of one.
import type { ErrorCode, Reason } from "@chancery/core";
import { Unanswered, type Silence } from "./send.ts";

export type Refusal = {
  readonly code: ErrorCode | "UNREACHABLE";
  readonly message: string;
  readonly reasons: readonly Reason[];
  readonly requestId: string | null;
};

const brand = Symbol.for("chancery.error");

/** Never shows the text of an error that is not ours: it becomes INTERNAL. */
export function refusalOf(error: unknown): Refusal {
  const thrown = asRecord(error);
  const data = asRecord(thrown?.["data"]); // tRPC's client
  if (data && typeof data["code"] === "string") return shaped(data, text(thrown?.["message"]));
  const cause = asRecord(thrown?.["cause"]); // tRPC's caller in process
  const ours = [thrown, cause].find((candidate) => candidate && (candidate as Record<symbol, unknown>)[brand] === true);
  if (ours) return shaped(ours, text(ours["message"]));
  const silent = [error, cause].find((candidate) => candidate instanceof Unanswered);
  if (silent) return unanswered(silent);
  // An answer of something between the server and here, or half of one.
  if (thrown?.["name"] === "TRPCClientError") return unanswered(new Unanswered("unknown", error));
  return { code: "INTERNAL", message: failed, reasons: [], requestId: null };
}

const codes = {
  "not-sent": "not_sent",
  unanswered: "unanswered",
  unknown: "outcome_unknown",
} as const satisfies Record<Silence, string>;
const unanswered = ({ message, silence }: Unanswered): Refusal => ({
  code: "UNREACHABLE",
  message,
  reasons: [{ code: codes[silence], message }],
  requestId: null,
});

const failed = "something failed on the server";

/** An id in the server's words for its own failure is left out: it stands beside them. */
function shaped(source: Record<string, unknown>, said: string): Refusal {
  const message = source["code"] === "INTERNAL" ? failed : said;
  const reasons = Array.isArray(source["reasons"]) ? (source["reasons"] as Reason[]) : [];
  return {
    code: source["code"] as ErrorCode,
    message: message || "refused",
    reasons,
    requestId: typeof source["requestId"] === "string" ? source["requestId"] : null,
  };
}

const asRecord = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
const text = (value: unknown): string => (typeof value === "string" ? value : "");
