// Names and values, in two columns.
import type { ReactNode } from "react";

export type Fact = { readonly name: string; readonly value: ReactNode };

export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="m-0 grid grid-cols-[minmax(5.25rem,auto)_minmax(0,1fr)] items-baseline gap-x-3 gap-y-1">
      {facts.map((fact, index) => (
        <div key={`${fact.name} ${index}`} className="contents">
          <dt className="text-meta text-ink3">{fact.name}</dt>
          <dd className="m-0 min-w-0">{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}
