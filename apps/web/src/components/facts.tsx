// Names and values, in two columns. A long name wraps: it never takes the room of its value.
import type { ReactNode } from "react";

export type Fact = { readonly name: string; readonly value: ReactNode };

export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="m-0 grid grid-cols-[fit-content(45%)_minmax(0,1fr)] items-baseline gap-x-3 gap-y-1">
      {facts.map((fact, index) => (
        <div key={`${fact.name} ${index}`} className="contents">
          <dt className="min-w-21 text-meta wrap-anywhere text-ink3">{fact.name}</dt>
          <dd className="m-0 min-w-0 wrap-anywhere">{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
