// The gate of the version itself: nothing enters a stage but what is sealed and was not revoked.
import { reasonsOf } from "../errors.ts";
import { mayExecute, type GateFacts } from "../promotion.ts";
import type { Gate } from "./gate.ts";

export function versionGate({ versionState }: Pick<GateFacts, "versionState">): Gate {
  const [reason] = reasonsOf(mayExecute({ versionState }));
  const gate = {
    key: "version",
    kind: "facts",
    rule: "the version is sealed and not revoked",
    clearedBy: null,
  } as const;
  if (!reason) return { ...gate, status: "passed", detail: "its content can no longer change", needs: null };
  const needs = `a rejection or withdrawal: the version is ${versionState}`;
  return { ...gate, status: "failed", detail: reason.message, needs };
}
