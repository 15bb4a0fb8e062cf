// A page whose reading failed on the server.
import { ButtonLink } from "./button-link.tsx";
import { RefusalNote } from "./refusal-note.tsx";
import { TryAgain } from "./try-again.tsx";

export function FailedPage({ requestId }: { readonly requestId: string }) {
  const refusal = {
    code: "INTERNAL",
    message: "The server could not read its data. Nothing was changed.",
    reasons: [],
    requestId,
  } as const;
  return (
    <div className="grid max-w-140 justify-items-start gap-3 pt-6">
      <p className="mono m-0 text-ink3">500</p>
      <h1 className="m-0 text-title">This page failed</h1>
      <div className="w-full">
        <RefusalNote refusal={refusal} />
      </div>
      <div className="flex flex-wrap gap-2">
        <TryAgain kind="primary" />
        <ButtonLink href="/">Go to the start</ButtonLink>
      </div>
    </div>
  );
}
