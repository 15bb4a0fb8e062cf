// What to do next, by the reason of a refusal; by its code only where any reason of that code is mended alike.
import type { Refusal } from "../refusal.ts";

const reload = "Reload the page to see what changed. What you typed is kept.";
const done = "Reload the page: somebody else was faster.";
const useOther = "Choose another one, or use the one that exists.";

const byReason: Readonly<Record<string, string | null>> = {
  not_sent: "Nothing is sent by itself later. What you typed is kept: send it again once you are connected.",
  unanswered: "Check your connection, then try again.",
  outcome_unknown:
    "Check whether it was recorded before you send it again. If you send it again unchanged, it takes effect only once.",
  idempotency_key_reused: "Reload the page and check whether it was recorded before you send it again.",
  revision_stale: reload,
  content_changed: reload,
  tier_pending: reload,
  assessment_settled: done,
  already_asked: done,
  already_in_stage: done,
  already_disabled: done,
  not_disabled: done,
  promotion_closed: done,
  grant_ended: done,
  membership_ended: done,
  not_pending: done,
  token_revoked: done,
  dataset_withdrawn: done,
  already_retracted: done,
  team_taken: useOther,
  group_taken: useOther,
  model_name_taken: useOther,
  dataset_exists: "Use the one that exists.",
  email_taken: "Give another address, or look for that account in the list.",
  filter_unknown: "Correct it above, or remove it.",
  period_reversed: "Correct one of the two above.",
  last_admin: "Give somebody else the admin role first.",
  role_missing: "Ask an admin of this registry for the role named above.",
  too_many_attempts: "Wait a little, then try again.",
  storage_full: "Tell the people who run this registry.",
};

const byCode: Readonly<Partial<Record<Refusal["code"], string>>> = {
  NOT_FOUND: "It no longer exists, or you may not see it. Go back and reload the list.",
  INVALID_INPUT: "Correct the fields named above and send it again.",
  LIMIT_EXCEEDED: "Wait a little, then try again.",
  UNAVAILABLE: "Nothing was recorded. Try again in a moment.",
  VERSION_MISMATCH: "Reload the page: the server was upgraded.",
  INTERNAL:
    "Try again. If it happens again, give the request id to an admin, who can find the cause in the server's log.",
};

/** Null where the reasons say all there is: being refused for who one is differs from lacking a role. */
export function adviceFor({ code, reasons }: Pick<Refusal, "code" | "reasons">): string | null {
  const advised = reasons.map((reason) => byReason[reason.code]).find((advice) => advice !== undefined);
  return advised ?? byCode[code] ?? null;
}
