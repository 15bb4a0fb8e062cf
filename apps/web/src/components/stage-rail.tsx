// The stage rail: ○ v15 ─── ◐ v14 ─── ● v12. Shape, place, word and colour say the same thing.
import clsx from "clsx";
import { Fragment } from "react";
import type { StageHolder, StageName } from "@chancery/core";
import { Mark } from "./mark.tsx";
import { lookOf } from "./state-badge.tsx";
import { toneText } from "./tone.ts";

const places = ["development", "staging", "production"] as const satisfies readonly StageName[];

/** Newest holder of each stage; a dash where nobody holds it. */
export function StageRail({ holders }: { readonly holders: readonly StageHolder[] }) {
  const held = places.map((stage) => ({ stage, number: holders.find((holder) => holder.stage === stage)?.number }));
  const words = held.map(({ stage, number }) => `${stage} ${number === undefined ? "empty" : `v${number}`}`).join(", ");
  return (
    <span role="img" aria-label={words} className="mono inline-flex max-w-full items-center text-[0.75rem]">
      {held.map(({ stage, number }, index) => (
        <Fragment key={stage}>
          {index > 0 && <span className="mx-1.5 h-px w-6 bg-line" />}
          <span
            className={clsx(
              "inline-flex min-w-9 items-center gap-1",
              index > 0 && "justify-center",
              number === undefined ? "text-ink3" : toneText[lookOf(stage).tone],
              stage === "production" && number !== undefined && "font-semibold",
            )}
          >
            <Mark shape={lookOf(stage).mark} className="size-2" />
            {number === undefined ? "—" : `v${number}`}
          </span>
        </Fragment>
      ))}
    </span>
  );
}
