// Which version held each stage at an instant, and every stay there ever was.
import type { Metadata } from "next";
import { EmptyState } from "#components/empty-state.tsx";
import { Pager } from "#components/pager.tsx";
import { AtInstant } from "#features/models/components/at-instant.tsx";
import { ModelFrame } from "#features/models/components/model-frame.tsx";
import { OccupancyTable } from "#features/models/components/occupancy-table.tsx";
import { loadHistory } from "#features/models/loaders.ts";
import type { SearchParams } from "#search-params.ts";

export const metadata: Metadata = { title: "History" };

type Props = { params: Promise<{ team: string; name: string }>; searchParams: SearchParams };

export default async function HistoryPage({ params: route, searchParams }: Props) {
  const { model, path, history, params } = await loadHistory(route, searchParams);
  return (
    <ModelFrame model={model}>
      <AtInstant path={path} asked={params.at} at={history.at} holders={history.holders} />
      {history.items.length === 0 ? (
        <EmptyState>No version of this model has been in a stage yet.</EmptyState>
      ) : (
        <>
          <OccupancyTable occupancies={history.items} path={path} />
          <Pager path={`${path}/history`} params={params} next={history.next} what="stays" />
        </>
      )}
    </ModelFrame>
  );
}
