// Grants, and what a new one can be given to and on.
import type { GrantView, Page } from "@chancery/core";
import type { Option } from "#components/field.tsx";
import type { PortalApi } from "#portal-door.ts";

type Loaded = {
  readonly page: Page<GrantView>;
  readonly holders: readonly Option[];
  readonly places: readonly Option[];
};
type Query = { readonly holder?: string; readonly after?: string };

/** Values are `actor:<id>`, `group:<id>`; `organisation:organisation`, `team:<id>`, `model:<id>`. */
export async function loadGrants(api: PortalApi, { holder, after }: Query): Promise<Loaded> {
  const [page, actors, groups, teams, models] = await Promise.all([
    api.grants.list({ after, holderId: holder }),
    api.people.list({ limit: 200 }),
    api.groups.list({}),
    api.teams.list({ limit: 200 }),
    api.models.list({ limit: 200 }),
  ]);
  const usable = actors.items.filter((actor) => actor.state !== "disabled");
  return {
    page,
    holders: [
      ...usable.map((actor) => ({
        value: `actor:${actor.id}`,
        label: actor.kind === "service" ? `${actor.name} (service account)` : actor.name,
      })),
      ...groups.items.map((group) => ({ value: `group:${group.id}`, label: `${group.name} (group)` })),
    ],
    places: [
      { value: "organisation:organisation", label: "the whole organisation" },
      ...teams.items.map((team) => ({ value: `team:${team.id}`, label: `team ${team.slug}` })),
      ...models.items.map((model) => ({ value: `model:${model.id}`, label: `model ${model.team}/${model.name}` })),
    ],
  };
}
