// Where signed checkpoints are kept outside the database, and whether one lies where a thief of the data folder cannot reach it.
import type { LogIntegrity } from "@chancery/core";
import { Card } from "#components/card.tsx";
import { sentence } from "#components/sentence.ts";
import { StateBadge } from "#components/state-badge.tsx";

type Stands = Pick<LogIntegrity, "places" | "risk">;

export function CheckpointPlaces({ stands: { places, risk } }: { readonly stands: Stands }) {
  return (
    <Card title="Checkpoints outside">
      <ul className="m-0 grid list-none gap-2 p-0">
        {places.map(({ place, size, fault }) => (
          <li key={place}>
            <div className="flex flex-wrap items-baseline justify-between gap-x-2">
              <span>{sentence(place)}</span>
              <Continued size={size} isFaulty={fault !== null} />
            </div>
            {size !== null && <span className="text-meta text-ink3">of {size.toLocaleString("en")} entries</span>}
            {fault && <p className="m-0 text-rej">{sentence(fault.message)}.</p>}
          </li>
        ))}
      </ul>
      {risk !== null && (
        <p className="mt-2 mb-0 border border-l-[3px] border-line border-l-stg px-3 py-2 wrap-anywhere">{risk}</p>
      )}
    </Card>
  );
}

function Continued({ size, isFaulty }: { readonly size: number | null; readonly isFaulty: boolean }) {
  if (isFaulty) return <StateBadge state="failed">not continued</StateBadge>;
  return size === null ? (
    <StateBadge state="waiting">none yet</StateBadge>
  ) : (
    <StateBadge state="passed">continued</StateBadge>
  );
}
