// Whose grants.
import { Select, type Option } from "#components/field.tsx";
import { FilterBar } from "#components/filter-bar.tsx";

type GrantFiltersProps = { readonly holders: readonly Option[]; readonly holder: string | undefined };

export function GrantFilters({ holders, holder }: GrantFiltersProps) {
  const options = [
    { value: "", label: "everyone" },
    ...holders.map(({ value, label }) => ({ value: value.split(":")[1] ?? "", label })),
  ];
  return (
    <FilterBar path="/admin/grants" params={{ holder }} labels={{}}>
      <Select label="Held by" name="holder" options={options} defaultValue={holder ?? ""} className="w-72" />
    </FilterBar>
  );
}
