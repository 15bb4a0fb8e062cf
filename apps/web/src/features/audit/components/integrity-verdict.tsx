// The one sentence the check comes down to, and what to do next.
import type { ReactNode } from "react";
import { checkFaults, faultInWords, type LogIntegrity } from "@chancery/core";
import { sentence } from "#components/sentence.ts";
import { StateBadge } from "#components/state-badge.tsx";
import { Time } from "#components/time.tsx";
import { VerdictLine } from "#components/verdict-line.tsx";

type Stands = Pick<LogIntegrity, "frozen" | "lastCheck">;

export function IntegrityVerdict({ stands: { frozen, lastCheck } }: { readonly stands: Stands }) {
  if (frozen)
    return (
      <VerdictLine isAlarm>
        <StateBadge state="failed">frozen</StateBadge> <b className="font-semibold">Nothing can be written.</b>{" "}
        {sentence(frozen.message)}. Reading goes on, and so does <code>resolve</code>.
        <Next>
          Find out who had access to the database. Put the right database back, or restore a backup into a new data
          folder. <code>npm run fsck</code> on the server names the first bad entry.
        </Next>
      </VerdictLine>
    );
  if (!lastCheck)
    return (
      <VerdictLine>
        <StateBadge state="waiting">not checked yet</StateBadge> The server makes the first whole check by itself, soon
        after its start. <b className="font-semibold">Check now</b> makes one at once.
      </VerdictLine>
    );
  const rows = lastCheck.rows.toLocaleString("en");
  if (lastCheck.isOk)
    return (
      <VerdictLine>
        <StateBadge state="passed">all agree</StateBadge>{" "}
        <b className="font-semibold">All {lastCheck.treeSize.toLocaleString("en")} entries are as they were written,</b>{" "}
        and {rows} rows are what they say. Checked <Time at={lastCheck.endedAt} hasSeconds />.
      </VerdictLine>
    );
  const faulty = lastCheck.kinds.flatMap(({ findings }) => findings).reduce((sum, { count }) => sum + count, 0);
  if (faulty > 0)
    return (
      <VerdictLine isAlarm>
        <StateBadge state="failed">since {lastCheck.endedAt.slice(0, 16).replace("T", " ")} UTC</StateBadge>{" "}
        <b className="font-semibold">
          {faulty === 1 ? "One row contradicts the log." : `${faulty.toLocaleString("en")} rows contradict the log.`}
        </b>{" "}
        Somebody changed the database beneath the server. Acts that rest on these rows are refused (
        <code>record_contradicts_log</code>); <code>resolve</code> answers what the log says.
        <Next>
          Find out who had access to the database. Then <code>npm run fsck -- --repair</code> on the server rebuilds the
          rows from the log (<code>--dry-run</code> shows what it would do), or restore a backup.
        </Next>
      </VerdictLine>
    );
  const [fault = "log"] = checkFaults(lastCheck.reasons);
  const { what, next } = faultInWords[fault];
  return (
    <VerdictLine isAlarm>
      <StateBadge state="failed">{fault === "guards" ? "guards differ" : "damaged"}</StateBadge>{" "}
      <b className="font-semibold">{what}.</b>
      <ul className="mt-1 mb-0 grid list-disc gap-1 pl-4">
        {lastCheck.reasons.map(({ message }) => (
          <li key={message}>{sentence(message)}.</li>
        ))}
      </ul>
      <Next>{next}</Next>
    </VerdictLine>
  );
}

const Next = ({ children }: { readonly children: ReactNode }) => (
  <p className="mt-1 mb-0 text-ink2">
    <b className="font-semibold">Next.</b> {children}
  </p>
);
