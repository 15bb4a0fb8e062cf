// What the process says when it ends: as gh says it, and two more for governance.
import type { Reason } from "@chancery/core";
import { ChanceryClientError } from "../index.ts";

export const exitCodes = {
  ok: 0,
  error: 1,
  cancelled: 2,
  signInNeeded: 4,
  policyBlocked: 5,
  waitsForApproval: 6,
  usage: 64,
} as const;

/** The command line itself is wrong; nothing was asked of the server. */
export class UsageError extends Error {
  readonly reasons: readonly Reason[];
  constructor(message: string, reasons: readonly Reason[] = [{ code: "usage", message }]) {
    super(message);
    this.name = "UsageError";
    this.reasons = reasons;
  }
}

export function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return exitCodes.usage;
  if (!(error instanceof ChanceryClientError)) return exitCodes.error;
  if (error.code === "UNAUTHENTICATED") return exitCodes.signInNeeded;
  if (error.code === "CANCELLED") return exitCodes.cancelled;
  return error.code === "POLICY_UNMET" ? exitCodes.policyBlocked : exitCodes.error;
}

/** The `error` of the JSON document. */
export function errorJson(error: unknown): object {
  if (error instanceof ChanceryClientError) return error.toJSON();
  if (error instanceof UsageError)
    return { code: "USAGE", message: error.message, reasons: error.reasons, requestId: null };
  return { code: "INTERNAL", message: messageOf(error), reasons: [], requestId: null };
}

/** What was refused, why, and what to do next. Lines without colour. */
export function errorText(error: unknown): readonly string[] {
  const lines = [messageOf(error)];
  if (error instanceof UsageError) return lines;
  if (!(error instanceof ChanceryClientError)) return lines;
  lines.push(
    ...error.reasons.filter(({ message }) => !error.message.includes(message)).map(({ message }) => `  ${message}`),
  );
  const next = error.status === 507 ? whenFull : (toReason(error.reasons) ?? nextSteps[error.code]);
  if (next !== undefined) lines.push(`  → ${next}`);
  if (error.requestId !== null) lines.push(`  request ${error.requestId}`);
  return lines;
}

/** What one reason alone asks for. */
const toReason = (reasons: readonly Reason[]): string | undefined =>
  reasons.map((reason) => nextStepsOfReasons[reason.code]?.(reason)).find((step) => step !== undefined);

/** The reason begins with the promotion to answer. */
const answering = ({ message }: Reason) =>
  `add --answers ${/^P-\d+/.exec(message)?.[0] ?? "P-NUMBER"} --changed "what changed since"`;
const nextStepsOfReasons: Readonly<Record<string, (reason: Reason) => string>> = {
  answer_missing: answering,
  answer_not_newest: answering,
  seal_mismatch: () => "tell the operator of the registry",
  scope_missing: () => "make a token with this scope in the portal (Settings, Tokens), then run `chancery login URL`",
};

const nextSteps: Partial<Record<ChanceryClientError["code"], string>> = {
  UNAUTHENTICATED: "sign in: make a token in the portal (Settings, Tokens), then run `chancery login URL`",
  NETWORK: "check that the server is running, and that CHANCERY_URL or the address given to `chancery login` is right",
  POLICY_UNMET: "someone else has to act: `chancery show P-NUMBER` shows the rule",
  VERSION_MISMATCH: "install the client that the server's portal links to",
  INTEGRITY: "nothing of it was kept; tell the people who run the registry",
  UNSAFE_PATH: "nothing was written; tell the people who run the registry",
};

const whenFull =
  "tell the people who run the registry; once there is space, run the same command again: it continues where it stopped";

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
