// Every dataset the reader may see.
import type { Metadata } from "next";
import { answered } from "#answered.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { ErrorPanel } from "#components/error-panel.tsx";
import { Input } from "#components/field.tsx";
import { FilterBar } from "#components/filter-bar.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { Pager } from "#components/pager.tsx";
import { DatasetTable } from "#features/datasets/components/dataset-table.tsx";
import { RegisterDataset } from "#features/datasets/components/register-dataset.tsx";
import { loadDatasets } from "#features/datasets/loaders.ts";
import type { SearchParams } from "#search-params.ts";

export const metadata: Metadata = { title: "Datasets" };

export default answered(async function DatasetsPage({ searchParams }: { searchParams: SearchParams }) {
  const { me, params, page } = await loadDatasets(searchParams);
  const register = <RegisterDataset defaultTeam={me.defaultTeam ?? ""} />;
  const isEmpty = page.ok && page.value.items.length === 0;
  return (
    <>
      <PageHeader title="Datasets" actions={!isEmpty && register}>
        What versions were trained and evaluated on, by digest.
      </PageHeader>
      <FilterBar path="/datasets" params={{ q: params.q }} labels={{ q: "Name" }}>
        <Input label="Name" name="q" defaultValue={params.q} maxLength={200} className="w-56" />
      </FilterBar>
      {!page.ok ? (
        <ErrorPanel title="The list could not be read" refusal={page.refusal} />
      ) : page.value.items.length === 0 ? (
        <EmptyState
          action={register}
          command="chancery push PATH… --to team/name --metric auc=0.93 --dataset holdout@sha256:…"
        >
          No dataset is registered under that name, or none that you may see.
        </EmptyState>
      ) : (
        <>
          <DatasetTable datasets={page.value.items} />
          <Pager path="/datasets" params={params} next={page.value.next} what="datasets" />
        </>
      )}
    </>
  );
});
