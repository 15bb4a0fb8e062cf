// What differs from the incumbent as − and + lines: what was is ink, what is new is accent.
import type { FactChange } from "@chancery/core";

type ChangeListProps = {
  readonly changes: readonly FactChange[];
  /** How many there are, where `changes` holds only the first. */
  readonly count?: number;
  readonly show?: (value: string) => string;
};

/** Of one list no more is shown: a retrain may change ten thousand files. */
const mostShown = 100;

export function ChangeList({ changes, count = changes.length, show = (value) => value }: ChangeListProps) {
  const shown = changes.slice(0, mostShown);
  return (
    <>
      <ul className="mono m-0 grid list-none gap-0.5 p-0">
        {shown.map((change) => (
          <li key={change.key} className="grid">
            {change.incumbent !== null && (
              <span className="text-ink3">
                <span aria-hidden>− </span>
                <span className="sr-only">before: </span>
                {change.key} {show(change.incumbent)}
              </span>
            )}
            {change.candidate !== null && (
              <span className="text-accent">
                <span aria-hidden>+ </span>
                <span className="sr-only">now: </span>
                {change.key} {show(change.candidate)}
              </span>
            )}
          </li>
        ))}
      </ul>
      {count > shown.length && (
        <p className="mt-2 mb-0 text-meta text-ink3">
          The first {shown.length} of {count.toLocaleString("en")} changes. The pages of both versions list everything.
        </p>
      )}
    </>
  );
}
