// The filters of the log: the common ones in one row, the exact ones behind "More".
import { Input, Select } from "#components/field.tsx";
import { FilterBar } from "#components/filter-bar.tsx";
import { classOptions, filterLabels, kindOptions, outcomeOptions, type LogFilter } from "../filter.ts";

export function LogFilters({ filter }: { readonly filter: LogFilter }) {
  const isExact = filter.actor !== undefined || filter.subject !== undefined || filter.requestId !== undefined;
  return (
    <FilterBar
      path="/audit"
      params={filter}
      labels={filterLabels}
      more={<ExactFilters filter={filter} />}
      isMoreOpen={isExact}
    >
      <Input
        label="Text"
        name="q"
        type="search"
        defaultValue={filter.q ?? ""}
        placeholder="name, model, word"
        className="min-w-44 flex-1"
      />
      <Select
        label="Act"
        name="kind"
        options={kindOptions(filter.kind)}
        defaultValue={filter.kind ?? ""}
        className="w-48"
      />
      <Select label="Class" name="class" options={classOptions} defaultValue={filter.class ?? ""} className="w-30" />
      <Select
        label="Outcome"
        name="outcome"
        options={outcomeOptions}
        defaultValue={filter.outcome ?? ""}
        className="w-33"
      />
      <Input label="From (UTC)" name="from" type="date" defaultValue={dayOf(filter.from)} className="w-35" />
      <Input label="To (UTC)" name="to" type="date" defaultValue={dayOf(filter.to)} className="w-35" />
    </FilterBar>
  );
}

function ExactFilters({ filter }: { readonly filter: LogFilter }) {
  return (
    <>
      <Input label="Who" name="actor" defaultValue={filter.actor ?? ""} hint="name or id" className="w-56" />
      <Input
        label="About"
        name="subject"
        defaultValue={filter.subject ?? ""}
        hint="model/…, version/…, promotion/…"
        className="w-72"
        isMono
      />
      <Input label="Request id" name="requestId" defaultValue={filter.requestId ?? ""} className="w-72" isMono />
    </>
  );
}

const dayOf = (moment: string | undefined) => moment?.slice(0, 10) ?? "";
