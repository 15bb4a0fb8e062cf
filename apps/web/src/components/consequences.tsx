// What an act will end, asked of the server when its dialog opens, so that it is read before the button is pressed.
"use client";
import type { AppRouter } from "@chancery/api";
import { useQuery } from "@tanstack/react-query";
import type { TRPCClient } from "@trpc/client";
import { refusalOf } from "../refusal.ts";
import { useApi } from "../server-state.tsx";
import { Link } from "./link.tsx";
import { RefusalNote } from "./refusal-note.tsx";

type ConsequencesProps = {
  /** What it is about: names the question. */
  readonly of: string;
  /** A sentence for each thing that ends, or that is to be done. */
  ask(api: TRPCClient<AppRouter>, options: { readonly signal: AbortSignal }): Promise<readonly Consequence[]>;
};
/** In words; with where something is to be done about it. */
type Consequence = string | { readonly text: string; readonly href: string; readonly act: string };

/** Asked anew each time. */
export function Consequences({ of, ask }: ConsequencesProps) {
  const api = useApi();
  const answer = useQuery({
    queryKey: ["consequences", of],
    queryFn: ({ signal }) => ask(api, { signal }),
    gcTime: 0,
    staleTime: 0,
  });
  if (answer.error) return <RefusalNote refusal={refusalOf(answer.error)} />;
  return (
    <div
      role="status"
      className="grid min-h-10 content-center gap-1 border border-l-[3px] border-line border-l-rej px-3 py-2"
    >
      {answer.data === undefined ? (
        <p className="m-0 text-ink3">Looking up what ends with it…</p>
      ) : (
        <ul className="m-0 grid list-disc gap-1 pl-4">
          {answer.data.map((line) =>
            typeof line === "string" ? (
              <li key={line}>{line}</li>
            ) : (
              <li key={line.text} className="wrap-anywhere">
                {line.text} <Link href={line.href}>{line.act}</Link>
              </li>
            ),
          )}
        </ul>
      )}
    </div>
  );
}
