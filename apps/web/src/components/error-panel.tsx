// In place of what a page or section would have held: what, why, next, request id.
import type { ReactNode } from "react";
import type { Refusal } from "../refusal.ts";
import { RefusalNote } from "./refusal-note.tsx";

export function ErrorPanel({
  title,
  refusal,
  children,
}: {
  readonly title: string;
  readonly refusal: Refusal;
  readonly children?: ReactNode;
}) {
  return (
    <section className="mt-3 grid max-w-[72ch] gap-2">
      <h2 className="m-0 text-section">{title}</h2>
      <RefusalNote refusal={refusal} />
      {children}
    </section>
  );
}
