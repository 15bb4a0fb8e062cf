// In place of a page that its person may not open now: which right is missing, who gives it, what they may do meanwhile.
import type { Refusal } from "../refusal.ts";
import { sameOriginPath } from "../same-origin-path.ts";
import { ButtonLink } from "./button-link.tsx";
import { RefusalNote } from "./refusal-note.tsx";
import { TryAgain } from "./try-again.tsx";

const heads: Partial<Record<Refusal["code"], { readonly status: number; readonly title: string }>> = {
  FORBIDDEN: { status: 403, title: "You may not open this page" },
  INVALID_INPUT: { status: 400, title: "This address is not understood" },
  UNAVAILABLE: { status: 503, title: "The registry cannot answer right now" },
};

/** `path` is what was asked for, query included. */
export function RefusedPage({ refusal, path }: { readonly refusal: Refusal; readonly path: string }) {
  const { status, title } = heads[refusal.code] ?? { title: "This could not be shown" };
  return (
    <div className="grid max-w-140 justify-items-start gap-3 pt-6">
      {status !== undefined && <p className="mono m-0 text-ink3">{status}</p>}
      <h1 className="m-0 text-title">{title}</h1>
      <div className="w-full">
        <RefusalNote refusal={refusal} />
      </div>
      <div className="flex flex-wrap gap-2">
        <NextStep code={refusal.code} path={path} />
        <ButtonLink href="/">Go to the start</ButtonLink>
      </div>
    </div>
  );
}

function NextStep({ code, path }: { readonly code: Refusal["code"]; readonly path: string }) {
  if (code === "FORBIDDEN") return <ButtonLink href="/settings/profile">What you may do</ButtonLink>;
  if (code !== "INVALID_INPUT") return <TryAgain kind="primary" />;
  return (
    <ButtonLink kind="primary" href={sameOriginPath(path.split("?")[0])}>
      Open the page without it
    </ButtonLink>
  );
}
