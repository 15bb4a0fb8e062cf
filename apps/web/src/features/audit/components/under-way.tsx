// A check that is being made now, or was broken off: who asked for it, and how far it has got.
import type { LogIntegrity } from "@chancery/core";
import { StateBadge } from "#components/state-badge.tsx";
import { Time } from "#components/time.tsx";
import { VerdictLine } from "#components/verdict-line.tsx";

type UnderWayProps = Pick<LogIntegrity, "running" | "size">;

export function UnderWay({ running, size }: UnderWayProps) {
  if (!running) return null;
  const { begunAt, at, by, reach, isBrokenOff } = running;
  const entries = `${reach.toLocaleString("en")} of ${size.toLocaleString("en")} entries`;
  const whose = by === null ? "The server\u2019s own check" : `The check that ${by} started`;
  return (
    <VerdictLine>
      <StateBadge state="waiting">{isBrokenOff ? "broken off" : "checking"}</StateBadge>{" "}
      {isBrokenOff ? (
        <>
          {whose} was interrupted after {entries}, <Time at={at} hasSeconds />. The server continues it by itself.
        </>
      ) : (
        <>
          {whose} began <Time at={begunAt} hasSeconds />.{" "}
          {reach < size
            ? `It has read ${entries}; next it checks the rows against them.`
            : "It has read every entry and is checking the rows against them."}
        </>
      )}
    </VerdictLine>
  );
}
