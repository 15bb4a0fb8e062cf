// How long the log is and how far it is sealed, in one line.
import type { LogStatus } from "@chancery/core";
import { Dot } from "#components/page-header.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import { Time } from "#components/time.tsx";

export function LogSummary({ status }: { readonly status: LogStatus }) {
  const { checkpoint } = status;
  return (
    <>
      <span>{status.size.toLocaleString("en")} entries</span>
      <Dot />
      {checkpoint ? (
        <>
          <StateBadge state="verified">signed to {checkpoint.size.toLocaleString("en")}</StateBadge>
          <Dot />
          <span>
            checkpoint <Time at={checkpoint.at} hasSeconds />
          </span>
        </>
      ) : (
        <span>no checkpoint yet; the first one is signed within seconds</span>
      )}
      <Dot />
      <span className="mono">{status.origin}</span>
    </>
  );
}
