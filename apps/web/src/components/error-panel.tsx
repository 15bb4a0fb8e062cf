// In place of what a page or section would have held: what, why, next, request id.
import type { Refusal } from "../refusal.ts";
import { RefusalNote } from "./refusal-note.tsx";
import { TryAgain } from "./try-again.tsx";

/** What another try may mend. */
const passing: ReadonlySet<Refusal["code"]> = new Set(["INTERNAL", "UNAVAILABLE", "UNREACHABLE", "LIMIT_EXCEEDED"]);

export function ErrorPanel({ title, refusal }: { readonly title: string; readonly refusal: Refusal }) {
  return (
    <section className="mt-3 grid max-w-[72ch] gap-2">
      <h2 className="m-0 text-section">{title}</h2>
      <RefusalNote refusal={refusal} />
      {passing.has(refusal.code) && (
        <div>
          <TryAgain />
        </div>
      )}
    </section>
  );
}
