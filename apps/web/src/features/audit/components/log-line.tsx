// The log as a line from its first entry to its last: how far it was found whole, where it is contradicted, and the checkpoints outside.
import type { LogIntegrity } from "@chancery/core";
import { Card } from "#components/card.tsx";
import { DigestStrip } from "#components/digest.tsx";
import { shortDigest } from "#components/digest-bars.ts";
import { Mark } from "#components/mark.tsx";
import { Time } from "#components/time.tsx";

type Stands = Pick<LogIntegrity, "size" | "root" | "checkpoint" | "lastCheck" | "places" | "risk">;
const width = 1000;

export function LogLine({ stands: { size, root, checkpoint, lastCheck, places, risk } }: { readonly stands: Stands }) {
  const at = (entries: number) => (size === 0 ? 0 : Math.min(1, entries / size) * width);
  const reach = lastCheck?.reach ?? 0;
  const bad = contradictedBy(lastCheck);
  const kept = [...new Set(places.flatMap((place) => (place.size === null ? [] : [place.size])))];
  return (
    <Card
      title="The log"
      aside={
        <span className="inline-flex flex-wrap items-center gap-x-1.5 text-meta text-ink3">
          tree of {size.toLocaleString("en")} entries · root <DigestStrip sha256={root} />
          <span className="mono" title={root}>
            {shortDigest(root)}
          </span>
          {checkpoint && (
            <>
              · signed <Time at={checkpoint.at} hasSeconds />
            </>
          )}
        </span>
      }
    >
      <svg
        viewBox={`-6 0 ${width + 12} 40`}
        aria-hidden="true"
        focusable="false"
        className="block h-10 w-full"
        preserveAspectRatio="none"
      >
        <path d={`M0 20H${width}`} stroke="var(--line)" strokeWidth="10" />
        <path d={`M0 20H${at(reach)}`} stroke="var(--vrf-bg)" strokeWidth="10" />
        <path d={`M0 20H${at(reach)}`} stroke="var(--vrf)" strokeWidth="2" />
        {bad.map((entry) => (
          <path key={entry} d={`M${at(entry)} 6V26`} stroke="var(--rej)" strokeWidth="3" />
        ))}
        {kept.map((entries) => (
          <path key={entries} d={`M${at(entries)} 20V34`} stroke="var(--ink)" strokeWidth="2" />
        ))}
      </svg>
      <p className="mt-1 mb-0 text-meta text-ink3">
        The first {reach.toLocaleString("en")} of {size.toLocaleString("en")} entries were found whole
        {kept.length > 0 && (
          <>
            ; {risk === null ? "kept outside" : "signed"}:{" "}
            {kept.map((entries) => entries.toLocaleString("en")).join(", ")}
          </>
        )}
        {bad.length > 0 && (
          <span className="text-rej">
            {" "}
            <Mark shape="cross" className="inline size-2.25" /> contradicted:{" "}
            {bad.map((entry) => `#${entry.toLocaleString("en")}`).join(", ")}
          </span>
        )}
        .{risk === null && " Entries before a checkpoint that is kept elsewhere cannot be rewritten unnoticed."}
      </p>
    </Card>
  );
}

/** Entries that a row contradicts, and the first that is bad itself. */
function contradictedBy(lastCheck: LogIntegrity["lastCheck"]): readonly number[] {
  const entries = (lastCheck?.kinds ?? []).flatMap(({ findings }) => findings.flatMap(({ entry }) => entry ?? []));
  const bad = lastCheck?.firstBad ?? null;
  return [...new Set([...entries, ...(bad === null ? [] : [bad])])].toSorted((a, b) => a - b);
}
