// The stage rail: ○ v15 ─── ◐ v14 ─── ● v12. Shape, place, word and colour say the same thing.
import clsx from "clsx";
import { Fragment } from "react";
import type { StageHolder } from "@chancery/core";
import { stages } from "#known.ts";
import { Mark } from "./mark.tsx";
import { lookOf } from "./state-badge.tsx";
import { toneText } from "./tone.ts";

type StageRailProps = {
  readonly holders: readonly StageHolder[];
  /** The newest sealed version, where it is not released. */
  readonly candidate: { readonly number: number } | null;
};

/** Newest holder of each stage up to the release, a dash where nobody holds it; a candidate that holds none comes first. */
export function StageRail({ holders, candidate }: StageRailProps) {
  const held = stages().upToRelease.map(({ id, label }) => {
    const holder = holders.find((found) => found.stage === id);
    const role = stages().roleOf(id);
    const look = lookOf(role);
    return { key: id, word: label, role, look, number: holder?.number, tone: toneText[look.tone] };
  });
  const isHolding = holders.some(({ number }) => number === candidate?.number);
  const first = candidate && !isHolding ? { ...candidatePlace, number: candidate.number } : undefined;
  // A candidate takes the place of an empty stage that anybody may enter.
  const shown = first ? [first, ...held.filter(({ role, number }) => role !== "ungoverned" || number)] : held;
  const spoken = first ? [first, ...held] : held;
  const words = spoken.map(({ word, number }) => `${word} ${number === undefined ? "empty" : `v${number}`}`).join(", ");
  return (
    <span role="img" aria-label={words} className="mono inline-flex max-w-full flex-wrap items-center text-[0.75rem]">
      {shown.map(({ key, role, look, tone, number }, index) => (
        <Fragment key={key}>
          {index > 0 && <span className={clsx("mx-1.5 h-px bg-line", shown.length > 3 ? "w-3" : "w-6")} />}
          <span
            className={clsx(
              "inline-flex min-w-9 items-center gap-1",
              index > 0 && "justify-center",
              number === undefined ? "text-ink3" : tone,
              role === "release" && number !== undefined && "font-semibold",
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

/** No stage's id has a space. */
const candidatePlace = {
  key: "a candidate",
  word: "candidate",
  role: "candidate",
  look: lookOf("ungoverned"),
  tone: "text-ink2",
} as const;
