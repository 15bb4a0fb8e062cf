// A refusal as the portal shows it, read from whatever was thrown: a core error, or tRPC's wrapping of one.
import type { ErrorCode, Reason } from "@chancery/core";

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
  if (thrown?.["name"] === "TRPCClientError")
    return { code: "UNREACHABLE", message: "the server did not answer", reasons: [], requestId: null };
  return { code: "INTERNAL", message: failed, reasons: [], requestId: null };
}

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
