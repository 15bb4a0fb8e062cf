// In place of a page that its person may not open now: which right is missing, who gives it, what they may do meanwhile.
import type { Refusal } from "../refusal.ts";
import { ButtonLink } from "./button-link.tsx";
import { RefusalNote } from "./refusal-note.tsx";

export function RefusedPage({ refusal }: { readonly refusal: Refusal }) {
  const isForbidden = refusal.code === "FORBIDDEN";
  return (
    <div className="grid max-w-[560px] justify-items-start gap-3 pt-6">
      {isForbidden && <p className="mono m-0 text-ink3">403</p>}
      <h1 className="m-0 text-title">{isForbidden ? "You may not open this page" : "This could not be shown"}</h1>
      <div className="w-full">
        <RefusalNote refusal={refusal} />
      </div>
      <div className="flex flex-wrap gap-2">
        {isForbidden && <ButtonLink href="/settings/profile">What you may do</ButtonLink>}
        <ButtonLink href="/">Go to the start</ButtonLink>
      </div>
    </div>
  );
}
