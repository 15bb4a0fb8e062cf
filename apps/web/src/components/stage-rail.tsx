// The stage rail: ○ v15 ─── ◐ v14 ─── ● v12. Shape, place, word and colour say the same thing.
import clsx from "clsx";
import { Fragment } from "react";
import type { StageHolder, StageName } from "@chancery/core";
import { Mark } from "./mark.tsx";
import { lookOf } from "./state-badge.tsx";
import { toneText } from "./tone.ts";

const places = ["development", "staging", "production"] as const satisfies readonly StageName[];

type StageRailProps = {
  readonly holders: readonly StageHolder[];
  /** The newest sealed version, where it is not in production. */
  readonly candidate: { readonly number: number } | null;
};

/** Newest holder of each stage, a dash where nobody holds it; a candidate that holds none comes first. */
export function StageRail({ holders, candidate }: StageRailProps) {
  const held = places.map((stage) => {
    const holder = holders.find((found) => found.stage === stage);
    return { key: stage, word: stage, look: lookOf(stage), number: holder?.number, tone: toneText[lookOf(stage).tone] };
  });
  const isHolding = holders.some(({ number }) => number === candidate?.number);
  const first = candidate && !isHolding ? { ...candidatePlace, number: candidate.number } : undefined;
  // A candidate takes the place of an empty development stage.
  const shown = first ? [first, ...held.filter(({ key, number }) => key !== "development" || number)] : held;
  const spoken = first ? [first, ...held] : held;
  const words = spoken.map(({ word, number }) => `${word} ${number === undefined ? "empty" : `v${number}`}`).join(", ");
  return (
    <span role="img" aria-label={words} className="mono inline-flex max-w-full flex-wrap items-center text-[0.75rem]">
      {shown.map(({ key, look, tone, number }, index) => (
        <Fragment key={key}>
          {index > 0 && <span className={clsx("mx-1.5 h-px bg-line", shown.length > 3 ? "w-3" : "w-6")} />}
          <span
            className={clsx(
              "inline-flex min-w-9 items-center gap-1",
              index > 0 && "justify-center",
              number === undefined ? "text-ink3" : tone,
              key === "production" && number !== undefined && "font-semibold",
            )}
          >
            <Mark shape={look.mark} className="size-2" />
            {number === undefined ? "—" : `v${number}`}
          </span>
        </Fragment>
      ))}
    </span>
  );
}

const candidatePlace = { key: "candidate", word: "candidate", look: lookOf("development"), tone: "text-ink2" } as const;
