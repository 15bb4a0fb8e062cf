// The portal's only door to the server process: who is asking, and a caller that acts as them.
import "server-only";
import { cache } from "react";
import { cookies, headers } from "next/headers";
import { redirect, unstable_rethrow } from "next/navigation";
import { orThrow, mayAnywhere, type Me, type Permission } from "@chancery/core";
import { pathHeader, portalKey, requestIdHeader, type Portal, type PortalApi } from "./portal-door.ts";
import { refusalOf, type Refusal } from "./refusal.ts";
import { sameOriginPath } from "./same-origin-path.ts";

/** What the composition root left for the pages. Throws where Next runs without it. */
export function portal(): Portal {
  const found = (globalThis as { [portalKey]?: Portal })[portalKey];
  if (!found) throw new Error("the portal has no house: start it through the server, not through `next start`");
  return found;
}

/** The id of this request: known also where nothing else can be read. */
export const requestIdOf = cache(async () => (await headers()).get(requestIdHeader) ?? crypto.randomUUID());

/** The address asked for: known also where nothing else can be read. */
export const pathOf = cache(async () => sameOriginPath((await headers()).get(pathHeader)));

/** Caller and actor of this request; anonymous callers are let through. Once per request. */
export const visitor = cache(async () => {
  const [jar, sent, requestId] = await Promise.all([cookies(), headers(), requestIdOf()]);
  const actor = await portal().actorOf(jar.size === 0 ? null : sent.get("cookie"));
  return { actor, api: portal().caller(actor, requestId), requestId, isSignedIn: actor.kind !== "anonymous" };
});

const account = cache(async (): Promise<{ api: PortalApi; me: Me; requestId: string } | null> => {
  const { api, isSignedIn, requestId } = await visitor();
  return isSignedIn ? { api, me: await api.me.get({}), requestId } : null;
});

/** For every page behind sign-in: its caller and who is asking. Sends anyone else to /login, and back here from there. */
export async function requirePortal(): Promise<{ api: PortalApi; me: Me; requestId: string }> {
  return (await account()) ?? redirect(sameOriginPath(`/login?next=${encodeURIComponent(await pathOf())}`));
}

/** For a page that is a form: who may send it nowhere is refused before it is filled. */
export function requireRight(me: Me, permission: Permission): void {
  orThrow(mayAnywhere(me, permission));
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

/**
 * A read of one part of a page: refused or failed, that part says so and the rest stands. What the page cannot do without
 * it awaits instead: `answered` then speaks in its place.
 */
export async function settle<T>(reading: Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await reading };
  } catch (error) {
    unstable_rethrow(error); // redirects
    return { ok: false, refusal: { ...refusalOf(error), requestId: await requestIdOf() } };
  }
}
