// How the browser reaches the server: tRPC for acts, with the header no other site can send. Pages read on the server instead.
"use client";
import type { AppRouter } from "@chancery/api";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpLink, type TRPCClient } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { useState, type ReactNode } from "react";
import { send } from "./send.ts";

const { TRPCProvider, useTRPCClient } = createTRPCContext<AppRouter>();

/** The typed caller: `const api = useApi(); await api.models.get.query({ model })`. For acts prefer `useAct`. */
export const useApi: () => TRPCClient<AppRouter> = useTRPCClient;

/** What one act carries besides its input. */
export type Once = { readonly context: { readonly idempotencyKey: string }; readonly signal: AbortSignal };

/** One request for each call: a batch would give several acts one Idempotency-Key. */
export function openClient(): TRPCClient<AppRouter> {
  return createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: "/api/trpc",
        fetch: (url, init) => send(url, init as RequestInit),
        headers: ({ op }) => {
          const key = op.context["idempotencyKey"];
          return { "x-chancery-csrf": "1", ...(typeof key === "string" && { "idempotency-key": key }) };
        },
      }),
    ],
  });
}

/** Around the whole portal, once. Reads fail at once where no server answers; acts are no mutations of this library (`useAct`). */
export function ServerState({ children }: { readonly children: ReactNode }) {
  const [queries] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: "always" } } }),
  );
  const [client] = useState(openClient);
  return (
    <QueryClientProvider client={queries}>
      <TRPCProvider trpcClient={client} queryClient={queries}>
        {children}
      </TRPCProvider>
    </QueryClientProvider>
  );
}
