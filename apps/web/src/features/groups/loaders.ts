// Groups, and the people who could join them.
import type { GroupView } from "@chancery/core";
import type { Option } from "#components/field.tsx";
import { optionOf } from "#features/people/loaders.ts";
import type { PortalApi } from "#portal-door.ts";

export async function loadGroups(
  api: PortalApi,
): Promise<{ readonly groups: readonly GroupView[]; readonly people: readonly Option[] }> {
  const [groups, people] = await Promise.all([api.groups.list({}), api.people.list({ kind: "person", limit: 200 })]);
  return { groups: groups.items, people: people.items.filter((person) => person.state !== "disabled").map(optionOf) };
}
