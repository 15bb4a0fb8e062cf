// A text to be edited: from the page where it is short, else asked of the server, so that the page is short whatever it is.
"use client";
import type { AppRouter } from "@chancery/api";
import { useQuery } from "@tanstack/react-query";
import type { TRPCClient } from "@trpc/client";
import type { ReactNode } from "react";
import { refusalOf } from "../refusal.ts";
import { useApi } from "../server-state.tsx";
import { RefusalNote } from "./refusal-note.tsx";

type LoadedTextProps = {
  /** Null where it is too long to stand in the page: `load` answers it. */
  readonly text: string | null;
  /** Names the question: another for each text, and for each revision of it. */
  readonly of: string;
  load(api: TRPCClient<AppRouter>, options: { readonly signal: AbortSignal }): Promise<string>;
  children(text: string): ReactNode;
};

export function LoadedText({ text, of, load, children }: LoadedTextProps) {
  const api = useApi();
  const answer = useQuery({
    queryKey: ["text", of],
    queryFn: ({ signal }) => load(api, { signal }),
    enabled: text === null,
    gcTime: 0,
  });
  if (answer.error) return <RefusalNote refusal={refusalOf(answer.error)} />;
  const loaded = text ?? answer.data;
  return loaded === undefined ? (
    <p role="status" className="m-0 text-ink3">
      Loading the text to edit…
    </p>
  ) : (
    children(loaded)
  );
}
