// Whose grants.
"use client";
import { FilterBar } from "#components/filter-bar.tsx";
import type { Option } from "#components/field.tsx";
import { Picker } from "#components/picker.tsx";
import { findAllHolders } from "../find.ts";

export function GrantFilters({ holder }: { readonly holder: Option | undefined }) {
  const id = holder?.value.split(":")[1];
  return (
    <FilterBar path="/admin/grants" params={{ holder: id }} labels={{}}>
      <Picker
        label="Held by"
        name="holder"
        of="holders"
        find={findAllHolders}
        defaultValue={holder && id ? { value: id, label: holder.label } : undefined}
        placeholder="everyone"
        className="w-72"
      />
    </FilterBar>
  );
}
