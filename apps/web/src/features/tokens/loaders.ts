// Tokens of one holder: the person themselves, or a service account of theirs.
import type { ActorView, Me, Page, TokenView } from "@chancery/core";
import { noSuchPage } from "#answered.tsx";
import type { PortalApi } from "#portal-door.ts";
import { withParams } from "#search-params.ts";

export type Holder = {
  readonly id: string;
  readonly label: string;
  readonly href: string;
  readonly isMe: boolean;
  /** Who alone makes its tokens, where that is somebody else. */
  readonly madeBy: string | null;
};
type Loaded = {
  readonly holder: Holder;
  /** One's own, and the first of one's service accounts. */
  readonly holders: readonly Holder[];
  /** There are more service accounts than `holders` shows. */
  readonly hasMore: boolean;
  readonly tokens: Page<TokenView>;
};
type Query = { readonly of?: string; readonly after?: string };

/** Service accounts shown beside one's own. */
const shown = 20;

/** Admins also reach the accounts of others, by address only. NOT_FOUND for an id that is none of theirs. */
export async function loadTokens(api: PortalApi, me: Me, { of, after }: Query): Promise<Loaded> {
  const mine: Holder = { id: me.id, label: "Yours", href: "/settings/tokens", isMe: true, madeBy: null };
  const owned = await api.people.list({ kind: "service", ownerId: me.id, limit: shown });
  const beside = of === undefined || owned.items.some(({ id }) => id === of) ? [] : await reached(api, me, of);
  const holders = [mine, ...[...owned.items, ...beside].map((account) => holderOf(account, me))];
  const holder = of === undefined ? mine : holders.find(({ id }) => id === of);
  if (!holder) throw noSuchPage();
  const tokens = await api.tokens.list({ after, ...(!holder.isMe && { actorId: holder.id }) });
  return { holder, holders, hasMore: owned.next !== null, tokens };
}

async function reached(api: PortalApi, me: Me, id: string) {
  const { items } = await api.people.list({ kind: "service", id, limit: 1 });
  return items.filter(({ owner }) => me.isAdmin || owner?.id === me.id);
}

const holderOf = ({ id, name, owner }: Pick<ActorView, "id" | "name" | "owner">, me: Me): Holder => ({
  id,
  label: name,
  href: withParams("/settings/tokens", { of: id }),
  isMe: false,
  madeBy: owner === null || owner.id === me.id ? null : owner.name,
});
