// A page that failed: what, what next, and the id that finds the cause in the server's log.
"use client";
import { Button } from "#components/button.tsx";
import { RefusalNote } from "#components/refusal-note.tsx";

type ErrorPageProps = { readonly error: Error & { digest?: string }; retry(): void };

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  const refusal = {
    code: "INTERNAL",
    message: error.digest ? "The server could not read its data." : "A part of this page failed in your browser.",
    reasons: [],
    requestId: error.digest ?? null,
  } as const;
  return (
    <div className="mx-auto grid max-w-140 justify-items-start gap-3 px-4 pt-[8vh]">
      <h1 className="m-0 text-title">This page failed</h1>
      <div className="w-full">
        <RefusalNote refusal={refusal} />
      </div>
      <Button kind="primary" onClick={retry}>
        Try again
      </Button>
    </div>
  );
}
