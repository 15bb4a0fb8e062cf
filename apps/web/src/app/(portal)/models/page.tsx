// Every model the reader may see.
import { mayAnywhere, reasonsOf } from "@chancery/core";
import type { Metadata } from "next";
import { answered, type Asked } from "#answered.tsx";
import { ButtonLink } from "#components/button-link.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { PagedList } from "#components/paged-list.tsx";
import { ModelFilters } from "#features/models/components/model-filters.tsx";
import { ModelTable } from "#features/models/components/model-table.tsx";
import { loadModels } from "#features/models/loaders.ts";

export const metadata: Metadata = { title: "Models" };

export default answered("/models", async function ModelsPage({ query }: Asked<"/models">) {
  const { me, params, page } = await loadModels(query);
  const blockedBecause = reasonsOf(mayAnywhere(me, "model:create"));
  const register = blockedBecause.length === 0 && (
    <ButtonLink href="/models/new" kind="primary">
      Register a model
    </ButtonLink>
  );
  const isFiltered = Object.keys(params).length > 0;
  const waiting = me.waitingReviews === 1 ? "1 review waits for you" : `${me.waitingReviews} reviews wait for you`;
  return (
    <>
      <PageHeader title="Models" actions={register}>
        {me.waitingReviews > 0 ? waiting : "What is registered, what runs where, and how it measures"}
      </PageHeader>
      <ModelFilters params={params} />
      <PagedList
        of={page}
        path="/models"
        params={params}
        what="models"
        empty={
          isFiltered ? (
            <EmptyState action={<ButtonLink href="/models">All models</ButtonLink>}>
              No model you may see matches these filters. Remove one above.
            </EmptyState>
          ) : (
            <EmptyState
              action={register}
              command="chancery push model.onnx --to team/name --metric auc=0.93:higher"
              blockedBecause={blockedBecause}
            >
              No model is registered yet, or none that you may see. Each appears here with its stages, its main metric
              and its tier.
            </EmptyState>
          )
        }
      >
        {(items) => <ModelTable models={items} />}
      </PagedList>
    </>
  );
});
