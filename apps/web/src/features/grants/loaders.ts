// Grants as the admin page reads them.
import type { AppointmentView, GrantView, Page } from "@chancery/core";
import type { Option } from "#components/field.tsx";
import type { PortalApi } from "#portal-door.ts";

type Loaded = {
  readonly page: Page<GrantView>;
  /** Whose grants are shown. Its value is `actor:<id>` or `group:<id>`. */
  readonly holder: Option | undefined;
  /** Every role that waits for a second person, of whomever. */
  readonly waiting: readonly AppointmentView[];
};
type Query = { readonly holder?: string; readonly after?: string };

/** One page of grants, and the name of the holder they are asked for. */
export async function loadGrants(api: PortalApi, { holder, after }: Query): Promise<Loaded> {
  const page = await api.grants.list({ after, holderId: holder });
  const waiting = await api.appointments.waiting({});
  return { page, holder: holder === undefined ? undefined : await holderCalled(api, holder, page), waiting };
}

async function holderCalled(api: PortalApi, id: string, page: Page<GrantView>): Promise<Option> {
  const known = page.items[0]?.holder;
  if (known) return { value: `${known.kind === "group" ? "group" : "actor"}:${id}`, label: known.name };
  const account = await api.people.list({ id, limit: 1 });
  return { value: `actor:${id}`, label: account.items[0]?.name ?? id };
}
