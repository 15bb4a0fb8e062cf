// How the browser reaches the server: tRPC for acts, with the header no other site can send. Pages read on the server instead.
"use client";
import type { AppRouter } from "@chancery/api";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, httpLink, type TRPCClient } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { useState, type ReactNode } from "react";

const { TRPCProvider, useTRPCClient } = createTRPCContext<AppRouter>();

/** The typed caller: `const api = useApi(); await api.models.get.query({ model })`. For acts prefer `useAct`. */
export const useApi: () => TRPCClient<AppRouter> = useTRPCClient;

/** What one call may carry besides its input. */
export type Once = { readonly context: { readonly idempotencyKey: string } };

function openClient(): TRPCClient<AppRouter> {
  return createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: "/api/trpc",
        headers: ({ op }) => {
          const key = op.context["idempotencyKey"];
          return { "x-chancery-csrf": "1", ...(typeof key === "string" && { "idempotency-key": key }) };
        },
      }),
    ],
  });
}

/** Around the whole portal, once. Nothing is retried by itself: an act is sent again only when its person says so. */
export function ServerState({ children }: { readonly children: ReactNode }) {
  const [queries] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: false }, mutations: { retry: false } } }),
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
