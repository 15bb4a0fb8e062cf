// What a request carries through the app: its id, the house, who it acts for.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Actor } from "@chancery/core";
import type { Call, House } from "@chancery/services";
import type { Context } from "hono";
import type { AddressOf } from "./client-address.ts";

/** What the app is given by the composition root. */
export type AppDeps = {
  readonly house: House;
  /** Who a Cookie header speaks for; the anonymous actor for anything else. */
  actorOfCookie(cookieHeader: string): Promise<Actor>;
  /** The address a request came from; the socket's where this is left out. */
  readonly addressOf?: AddressOf;
  /** Called once the storage has failed: nothing that follows could be promised. */
  onStorageFailed?(): void;
};

export type Env = {
  /** Present behind a Node server, absent where the app is called directly. */
  Bindings: { readonly incoming?: IncomingMessage; readonly outgoing?: ServerResponse };
  Variables: {
    readonly deps: AppDeps;
    requestId: string;
    address: string | undefined;
    query: Readonly<Record<string, string>> | undefined;
    call: Call;
  };
};
export type Ctx = Context<Env>;

const addresses = new Map<string, URL>();
/** Each asked for with every request, and of few. */
function urlOf(publicUrl: string): URL {
  const url = addresses.get(publicUrl) ?? new URL(publicUrl);
  addresses.set(publicUrl, url);
  return url;
}

/** The host of the public URL, and for probes (which ask by address) any IP literal or localhost: a rebinding attack needs a name. */
export function isOwnHost(host: string | undefined, publicUrl: string, isProbe = false): boolean {
  if (host === undefined) return false;
  if (host.toLowerCase() === urlOf(publicUrl).host) return true;
  return isProbe && /^(localhost|\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:.]+\])(:\d{1,5})?$/i.test(host);
}

/** False when a browser says that the request comes from another site: a foreign or null Origin, a foreign Sec-Fetch-Site. */
export function isOwnOrigin(
  { origin, site }: { readonly origin: string | undefined; readonly site: string | undefined },
  publicUrl: string,
): boolean {
  return (origin === undefined || origin === urlOf(publicUrl).origin) && (site === undefined || site === "same-origin");
}

const traceparent = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;
/** The trace a caller wants its request found under, for the log only. */
export const traceIdOf = (header: string | undefined): string | undefined => traceparent.exec(header ?? "")?.[1];
