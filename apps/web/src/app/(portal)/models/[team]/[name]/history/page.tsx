// Which version held each stage at an instant, and every stay there ever was.
import type { Metadata } from "next";
import { answered, type Asked } from "#answered.tsx";
import { ButtonLink } from "#components/button-link.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { PagedList } from "#components/paged-list.tsx";
import { Part } from "#components/part.tsx";
import { AtInstant } from "#features/models/components/at-instant.tsx";
import { ModelFrame } from "#features/models/components/model-frame.tsx";
import { OccupancyTable } from "#features/models/components/occupancy-table.tsx";
import { loadHistory } from "#features/models/loaders.ts";
import { firstGoverned } from "#known.ts";

export const metadata: Metadata = { title: "History" };

type Props = { params: Promise<{ team: string; name: string }> } & Asked<"/models/[team]/[name]/history">;

export default answered("/models/[team]/[name]/history", async function HistoryPage({ params: route, query }: Props) {
  const { me, model, path, history, params } = await loadHistory(route, query);
  return (
    <ModelFrame
      model={model}
      canReadAudit={me.canReadAudit}
      contradicted={history.ok ? history.value.contradicted : []}
    >
      <Part of={history} name="The history">
        {({ at, holders, holderCounts, ...stays }) => (
          <>
            <AtInstant
              path={path}
              asked={params.at}
              at={at}
              holders={holders}
              counts={holderCounts}
              registeredAt={model.createdAt}
            />
            <PagedList
              of={stays}
              path={`${path}/history`}
              params={params}
              what="stays"
              empty={
                <EmptyState
                  action={<ButtonLink href={`${path}/versions`}>Its versions</ButtonLink>}
                  {...(model.availableActions.includes("create-version") && {
                    command: `chancery promote ${model.team}/${model.name}:1 --to ${firstGoverned()} --reason TEXT`,
                  })}
                >
                  No version of this model has been in a stage yet. To put a sealed version into one, request a
                  promotion.
                </EmptyState>
              }
            >
              {(items) => <OccupancyTable occupancies={items} path={path} />}
            </PagedList>
          </>
        )}
      </Part>
    </ModelFrame>
  );
});
