// In place of a page that its person may not open now: which right is missing, who gives it, what they may do meanwhile.
import type { Refusal } from "../refusal.ts";
import { ButtonLink } from "./button-link.tsx";
import { RefusalNote } from "./refusal-note.tsx";
import { TryAgain } from "./try-again.tsx";

const heads: Partial<Record<Refusal["code"], { readonly status: number; readonly title: string }>> = {
  FORBIDDEN: { status: 403, title: "You may not open this page" },
  UNAVAILABLE: { status: 503, title: "The registry cannot answer right now" },
};

export function RefusedPage({ refusal }: { readonly refusal: Refusal }) {
  const isForbidden = refusal.code === "FORBIDDEN";
  const { status, title } = heads[refusal.code] ?? { title: "This could not be shown" };
  return (
    <div className="grid max-w-140 justify-items-start gap-3 pt-6">
      {status !== undefined && <p className="mono m-0 text-ink3">{status}</p>}
      <h1 className="m-0 text-title">{title}</h1>
      <div className="w-full">
        <RefusalNote refusal={refusal} />
      </div>
      <div className="flex flex-wrap gap-2">
        {isForbidden ? <ButtonLink href="/settings/profile">What you may do</ButtonLink> : <TryAgain kind="primary" />}
        <ButtonLink href="/">Go to the start</ButtonLink>
      </div>
    </div>
  );
}
