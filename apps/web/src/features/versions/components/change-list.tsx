// What differs from the incumbent as − and + lines: what was is ink, what is new is accent.
import type { FactChange } from "@chancery/core";

type ChangeListProps = { readonly changes: readonly FactChange[]; readonly show?: (value: string) => string };

export function ChangeList({ changes, show = (value) => value }: ChangeListProps) {
  return (
    <ul className="mono m-0 grid list-none gap-0.5 p-0">
      {changes.map((change) => (
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
  );
}
