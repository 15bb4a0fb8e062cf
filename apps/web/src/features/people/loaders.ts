// Accounts as the admin pages read them.
import type { ActorView } from "@chancery/core";
import type { Option } from "#components/field.tsx";
import type { PortalApi } from "#portal-door.ts";

type Loaded = { readonly accounts: readonly ActorView[]; readonly owners: readonly Option[] };

/** Service accounts, and the people who may own one. */
export async function loadServiceAccounts(api: PortalApi): Promise<Loaded> {
  const [services, people] = await Promise.all([
    api.people.list({ kind: "service", limit: 200 }),
    api.people.list({ kind: "person", limit: 200 }),
  ]);
  return {
    accounts: services.items,
    owners: people.items.filter((person) => person.state !== "disabled").map(optionOf),
  };
}

export const optionOf = ({ id, name }: { readonly id: string; readonly name: string }): Option => ({
  value: id,
  label: name,
});
