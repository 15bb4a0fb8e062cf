// Tokens of one holder: the person themselves, or a service account of theirs.
import type { Me, TokenView } from "@chancery/core";
import { noSuchPage } from "#answered.tsx";
import type { PortalApi } from "#portal-door.ts";
import { withParams } from "#search-params.ts";

export type Holder = { readonly id: string; readonly label: string; readonly href: string; readonly isMe: boolean };
type Loaded = { readonly holder: Holder; readonly holders: readonly Holder[]; readonly tokens: readonly TokenView[] };

/** Admins also reach the accounts of others, by address only. NOT_FOUND for an id that is none of theirs. */
export async function loadTokens(api: PortalApi, me: Me, of: string | undefined): Promise<Loaded> {
  const services = await api.people.list({ kind: "service", limit: 200 });
  const mine: Holder = { id: me.id, label: "Yours", href: "/settings/tokens", isMe: true };
  const owned = services.items
    .filter((account) => account.owner?.id === me.id || (me.isAdmin && account.id === of))
    .map((account) => ({
      id: account.id,
      label: account.name,
      href: withParams("/settings/tokens", { of: account.id }),
      isMe: false,
    }));
  const holders = [mine, ...owned];
  const holder = of === undefined ? mine : holders.find((candidate) => candidate.id === of);
  if (!holder) throw noSuchPage();
  const tokens = await api.tokens.list(holder.isMe ? {} : { actorId: holder.id });
  return { holder, holders, tokens: tokens.items };
}
