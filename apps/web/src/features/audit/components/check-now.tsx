// Asks the server for the whole check, which becomes an entry; the page then shows what it found.
"use client";
import { Button } from "#components/button.tsx";
import { RefusalNote } from "#components/refusal-note.tsx";
import { useAct } from "#use-act.ts";
import { useRefreshing } from "#use-refreshing.ts";

/** A log of millions of entries is read whole. */
const patienceMs = 30 * 60_000;

/** While any check is under way, the page shows its progress. */
export function CheckNow({ isUnderWay }: { readonly isUnderWay: boolean }) {
  const check = useAct((api, input: Record<string, never>, once) => api.audit.check.mutate(input, once), {
    patienceMs,
    done: ({ isOk }) =>
      isOk ? "Checked: every entry and every row is as it was written." : "Checked: something differs.",
  });
  useRefreshing(isUnderWay || check.isPending);
  return (
    <>
      {check.refusal && <RefusalNote refusal={check.refusal} />}
      <Button kind="primary" isPending={check.isPending} pendingWord="Checking…" onClick={() => void check.submit({})}>
        Check now
      </Button>
    </>
  );
}
