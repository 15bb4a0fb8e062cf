// A dataset and every version trained or evaluated on it.
import { mayAnywhere } from "@chancery/core";
import type { Metadata } from "next";
import { answered, type Asked } from "#answered.tsx";
import { ButtonLink } from "#components/button-link.tsx";
import { Digest } from "#components/digest.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { Dot, PageHeader } from "#components/page-header.tsx";
import { PagedList } from "#components/paged-list.tsx";
import { Time } from "#components/time.tsx";
import { VerdictLine } from "#components/verdict-line.tsx";
import { DatasetStatus } from "#features/datasets/components/dataset-table.tsx";
import { DatasetVersions } from "#features/datasets/components/dataset-versions.tsx";
import { Namesakes } from "#features/datasets/components/namesakes.tsx";
import { WithdrawDataset } from "#features/datasets/components/withdraw-dataset.tsx";
import { loadDataset } from "#features/datasets/loaders.ts";

export const metadata: Metadata = { title: "Dataset" };

type Props = { params: Promise<{ id: string }> } & Asked<"/datasets/[id]">;

export default answered("/datasets/[id]", async function DatasetPage({ params, query }: Props) {
  const { dataset, me, uses } = await loadDataset(params, query);
  return (
    <>
      <PageHeader
        title={`${dataset.name} ${dataset.version}`}
        badges={<DatasetStatus dataset={dataset} />}
        actions={dataset.availableActions.includes("withdraw") && <WithdrawDataset dataset={dataset} />}
      >
        <Digest sha256={dataset.sha256} />
        <Dot />
        <span>
          team {dataset.team} · owner {dataset.owner} · registered <Time at={dataset.createdAt} />
        </span>
      </PageHeader>
      {dataset.status === "withdrawn" && (
        <VerdictLine>
          <strong className="font-semibold">Withdrawn:</strong> {dataset.statusReason}
        </VerdictLine>
      )}
      <Namesakes dataset={dataset} />
      <PagedList
        of={uses}
        path={`/datasets/${dataset.id}`}
        params={query}
        what="versions"
        empty={
          <EmptyState
            action={<ButtonLink href="/models">All models</ButtonLink>}
            {...(mayAnywhere(me, "version:create").ok && {
              command: `chancery push PATH… --to team/name --metric auc=0.93 --dataset ${dataset.name}@sha256:${dataset.sha256}`,
            })}
          >
            No version that you may see was trained or evaluated on it. Name the dataset when you push a version to list
            it here.
          </EmptyState>
        }
      >
        {(items) => <DatasetVersions versions={items} />}
      </PagedList>
    </>
  );
});
