// Above a form that changes something under review: whose approvals saving it voids.
import { atStakeInWords, type AtStake } from "@chancery/core";
import { promotionPath } from "../format.ts";
import { Link } from "#components/link.tsx";
import { StateIcon } from "#components/state-badge.tsx";

type Props = {
  readonly promotions: readonly AtStake[];
  /** What is about to change: `The card`. */
  readonly what: string;
};

export function AtStakeNote({ promotions, what }: Props) {
  const lines = promotions.flatMap((promotion) =>
    atStakeInWords([promotion]).map((line) => ({ line, number: promotion.number })),
  );
  if (lines.length === 0) return null;
  return (
    <section
      aria-label="Under review"
      className="flex items-start gap-2 border border-l-[3px] border-line border-l-chg bg-surface px-3.5 py-2.25"
    >
      <StateIcon state="stale" />
      <ul className="m-0 grid min-w-0 list-none gap-1 p-0">
        {lines.map(({ line, number }) => (
          <li key={number}>
            {what} {line}.{" "}
            <Link href={promotionPath({ number })} className="whitespace-nowrap">
              Open P-{number}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
