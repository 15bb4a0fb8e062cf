// The full check of the stored log against itself, run on the server and kept as an entry.
"use client";
import type { CheckResult } from "@chancery/core";
import { Button } from "#components/button.tsx";
import { Link } from "#components/link.tsx";
import { RefusalNote } from "#components/refusal-note.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import { Time } from "#components/time.tsx";
import { useAct } from "#use-act.ts";

/** A log of millions of entries is read whole. */
const patienceMs = 30 * 60_000;

export function LogCheck() {
  const check = useAct((api, input: Record<string, never>, once) => api.audit.check.mutate(input, once), {
    patienceMs,
  });
  return (
    <div className="grid justify-items-start gap-3">
      <p className="m-0 text-ink2">
        Reads every stored entry, rebuilds the tree, and compares each column, each signed checkpoint, and the copy kept
        outside the database. Then it holds every governed row against the newest entry that tells of it. The result
        becomes an entry of its own.
      </p>
      <div className="w-full empty:hidden" aria-live="polite">
        {check.result && <Result result={check.result} />}
      </div>
      {check.refusal && <RefusalNote refusal={check.refusal} />}
      <Button kind="primary" isPending={check.isPending} pendingWord="Checking…" onClick={() => void check.submit({})}>
        Check the whole log
      </Button>
    </div>
  );
}

function Result({ result }: { readonly result: CheckResult }) {
  return (
    <div className="grid gap-1">
      <div className="flex flex-wrap items-center gap-2">
        <StateBadge state={result.isOk ? "passed" : "failed"}>{result.isOk ? "sound" : "broken"}</StateBadge>
        <span>
          {result.treeSize.toLocaleString("en")} entries and {result.rows.toLocaleString("en")} rows,{" "}
          <Time at={result.checkedAt} hasSeconds />
        </span>
      </div>
      <span className="mono break-all text-ink3">root {result.root}</span>
      {result.firstBad && (
        <p className="m-0">
          First bad entry: <Link href={`/audit/${result.firstBad.index}`}>#{result.firstBad.index}</Link>.{" "}
          {result.firstBad.reasons.map((reason) => reason.message).join("; ")}
        </p>
      )}
      {!result.firstBad &&
        result.reasons.map((reason) => (
          <p key={reason.message} className="m-0 [overflow-wrap:anywhere]">
            {reason.message}
          </p>
        ))}
    </div>
  );
}
