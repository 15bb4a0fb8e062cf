// Every promotion of a version, newest first.
import type { Metadata } from "next";
import { answered, type Asked } from "#answered.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { PagedList } from "#components/paged-list.tsx";
import { ReviewTable } from "#features/promotions/components/review-table.tsx";
import { VersionFrame } from "#features/versions/components/version-frame.tsx";
import { versionPath } from "#features/versions/format.ts";
import { loadPromotionsOf, type VersionParams } from "#features/versions/loaders.ts";

export const metadata: Metadata = { title: "Promotions" };

type Props = { params: VersionParams } & Asked<"/models/[team]/[name]/v/[number]/promotions">;

const here = "/models/[team]/[name]/v/[number]/promotions";

export default answered(here, async function VersionPromotionsPage({ params, query }: Props) {
  const { me, version, page } = await loadPromotionsOf(params, query);
  return (
    <VersionFrame version={version} canReadAudit={me.canReadAudit}>
      <PagedList
        of={page}
        path={`${versionPath(version)}/promotions`}
        params={query}
        what="promotions"
        empty={<EmptyState>No promotion was requested yet.</EmptyState>}
      >
        {(items) => <ReviewTable promotions={items} />}
      </PagedList>
    </VersionFrame>
  );
});
