// A framed part of a page.
import type { ReactNode } from "react";

type CardProps = {
  readonly title: ReactNode;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly id?: string;
};

export function Card({ title, aside, children, id }: CardProps) {
  return (
    <section id={id} className="border border-line bg-surface px-4 py-3.5">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-2">
        <h2 className="m-0 text-card">{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
