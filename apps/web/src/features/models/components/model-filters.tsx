// What the list of models can be narrowed by.
import { Input, Select } from "#components/field.tsx";
import { FilterBar } from "#components/filter-bar.tsx";
import { stages, tiers } from "#known.ts";
import type { Params } from "#search-params.ts";

const any = { value: "", label: "any" };

export function ModelFilters({ params }: { readonly params: Params }) {
  const { after: _page, ...filters } = params;
  return (
    <FilterBar path="/models" params={filters} labels={{ q: "Text", team: "Team", stage: "Has", tier: "Tier" }}>
      <Input label="Name or description" name="q" defaultValue={params["q"]} maxLength={200} className="w-56" />
      <Input label="Team" name="team" defaultValue={params["team"]} maxLength={63} className="w-36" />
      <Select
        label="Has a version in"
        name="stage"
        defaultValue={params["stage"] ?? ""}
        options={[any, ...stages().all.map(({ id, label }) => ({ value: id, label }))]}
      />
      <Select
        label="Tier"
        name="tier"
        defaultValue={params["tier"] ?? ""}
        options={[any, ...tiers().all.map(({ id, label }) => ({ value: id, label }))]}
      />
    </FilterBar>
  );
}
