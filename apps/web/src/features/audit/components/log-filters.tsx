// The filters of the log.
import { Input, Select } from "#components/field.tsx";
import { FilterBar } from "#components/filter-bar.tsx";
import { filterLabels, kindOptions, outcomeOptions, type LogFilter } from "../filter.ts";

export function LogFilters({ filter }: { readonly filter: LogFilter }) {
  return (
    <FilterBar path="/audit" params={filter} labels={filterLabels}>
      <Input label="Text" name="q" type="search" defaultValue={filter.q ?? ""} className="w-full sm:w-56" />
      <Input label="Who" name="actor" defaultValue={filter.actor ?? ""} className="w-full sm:w-40" />
      <Select
        label="Act"
        name="kind"
        options={kindOptions()}
        defaultValue={filter.kind ?? ""}
        className="w-full sm:w-48"
      />
      <Input
        label="About"
        name="subject"
        defaultValue={filter.subject ?? ""}
        placeholder="model/…, version/…"
        className="w-full sm:w-44"
        isMono
      />
      <Select
        label="Outcome"
        name="outcome"
        options={outcomeOptions}
        defaultValue={filter.outcome ?? ""}
        className="w-full sm:w-32"
      />
      <Input
        label="Request id"
        name="requestId"
        defaultValue={filter.requestId ?? ""}
        className="w-full sm:w-40"
        isMono
      />
      <Input label="From (UTC)" name="from" type="date" defaultValue={dayOf(filter.from)} />
      <Input label="To (UTC)" name="to" type="date" defaultValue={dayOf(filter.to)} />
    </FilterBar>
  );
}

const dayOf = (moment: string | undefined) => moment?.slice(0, 10) ?? "";
