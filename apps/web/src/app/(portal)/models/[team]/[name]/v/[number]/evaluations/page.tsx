// Every evaluation of a version, page by page.
import type { Metadata } from "next";
import { answered, type Asked } from "#answered.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { PagedList } from "#components/paged-list.tsx";
import { EvaluationList } from "#features/versions/components/evaluation-table.tsx";
import { VersionFrame } from "#features/versions/components/version-frame.tsx";
import { versionPath } from "#features/versions/format.ts";
import { loadEvaluations, type VersionParams } from "#features/versions/loaders.ts";

export const metadata: Metadata = { title: "Evaluations" };

const here = "/models/[team]/[name]/v/[number]/evaluations";

export default answered(
  here,
  async function EvaluationsPage({ params: route, query }: { params: VersionParams } & Asked<typeof here>) {
    const { me, version, page, params } = await loadEvaluations(route, query);
    return (
      <VersionFrame version={version} canReadAudit={me.canReadAudit}>
        <PagedList
          of={page}
          unread="The list of evaluations could not be read"
          path={`${versionPath(version)}/evaluations`}
          params={params}
          what="evaluations"
          empty={<EmptyState>No evaluation is recorded on this version.</EmptyState>}
        >
          {(items) => <EvaluationList evaluations={items} versionId={version.id} />}
        </PagedList>
      </VersionFrame>
    );
  },
);
