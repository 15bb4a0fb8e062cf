// What to do next after each kind of refusal.
import type { Refusal } from "../refusal.ts";

const advice = {
  UNAUTHENTICATED: "Sign in again; your session has ended.",
  FORBIDDEN: "Ask an admin of this registry for the role named above.",
  NOT_FOUND: "It is gone, or you may not see it. Go back and reload the list.",
  INVALID_INPUT: "Correct what is named above and send it again.",
  CONFLICT: "Reload the page: someone changed it since you opened it.",
  POLICY_UNMET: "The policy decides this; the reasons above say what it still needs.",
  ILLEGAL_TRANSITION: "Reload the page: its state has moved on.",
  LIMIT_EXCEEDED: "Wait a little, then try again.",
  UNAVAILABLE: "Nothing was recorded. Try again in a moment.",
  VERSION_MISMATCH: "Reload the page: the server was upgraded under it.",
  INTERNAL: "Try again. If it happens again, give the request id to an admin: it finds the cause in the server's log.",
  UNREACHABLE: "Check your connection, then send it again. It takes effect only once, however often it is sent.",
} as const satisfies Record<Refusal["code"], string>;

/** Null where the reasons say all there is: being refused for who one is differs from lacking a role. */
export function adviceFor({ code, reasons }: Pick<Refusal, "code" | "reasons">): string | null {
  if (reasons.some((reason) => reason.code === "outcome_unknown")) return null; // it may have been recorded
  if (code === "FORBIDDEN" && !reasons.some((reason) => reason.code === "role_missing")) return null;
  return advice[code];
}
