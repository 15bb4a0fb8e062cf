// Every dataset the reader may see.
import { mayAnywhere, reasonsOf } from "@chancery/core";
import type { Metadata } from "next";
import { answered, type Asked } from "#answered.tsx";
import { ButtonLink } from "#components/button-link.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { Input } from "#components/field.tsx";
import { FilterBar } from "#components/filter-bar.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { PagedList } from "#components/paged-list.tsx";
import { DatasetTable } from "#features/datasets/components/dataset-table.tsx";
import { RegisterDataset } from "#features/datasets/components/register-dataset.tsx";
import { loadDatasets } from "#features/datasets/loaders.ts";

export const metadata: Metadata = { title: "Datasets" };

export default answered("/datasets", async function DatasetsPage({ query }: Asked<"/datasets">) {
  const { me, params, page } = await loadDatasets(query);
  const blockedBecause = reasonsOf(mayAnywhere(me, "dataset:register"));
  const register = blockedBecause.length === 0 && <RegisterDataset defaultTeam={me.defaultTeam ?? ""} />;
  const isFiltered = Object.keys(params).length > 0;
  const isEmpty = page.ok && page.value.items.length === 0 && !isFiltered;
  return (
    <>
      <PageHeader title="Datasets" actions={!isEmpty && register}>
        What versions were trained and evaluated on, by digest.
      </PageHeader>
      <FilterBar path="/datasets" params={{ q: params.q }} labels={{ q: "Name" }}>
        <Input label="Name" name="q" defaultValue={params.q} maxLength={200} className="w-56" />
      </FilterBar>
      <PagedList
        of={page}
        path="/datasets"
        params={params}
        what="datasets"
        empty={
          isFiltered ? (
            <EmptyState action={<ButtonLink href="/datasets">All datasets</ButtonLink>}>
              No dataset is registered under that name. Remove the filter above.
            </EmptyState>
          ) : (
            <EmptyState
              action={register}
              command="chancery push PATH… --to team/name --metric auc=0.93 --dataset holdout@sha256:…"
              blockedBecause={blockedBecause}
            >
              No dataset is registered yet. Each appears here with its digest, its owner and its status.
            </EmptyState>
          )
        }
      >
        {(items) => <DatasetTable datasets={items} />}
      </PagedList>
    </>
  );
});
