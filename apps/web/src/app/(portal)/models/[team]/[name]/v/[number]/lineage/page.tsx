// Where a version comes from, edge by edge.
import type { Metadata } from "next";
import { answered, type Asked } from "#answered.tsx";
import { ButtonLink } from "#components/button-link.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { PagedList } from "#components/paged-list.tsx";
import { reasonsFor } from "#components/reasons-for.ts";
import { LineageTable } from "#features/versions/components/lineage-table.tsx";
import { VersionFrame } from "#features/versions/components/version-frame.tsx";
import { versionPath } from "#features/versions/format.ts";
import { loadLineage, type VersionParams } from "#features/versions/loaders.ts";

export const metadata: Metadata = { title: "Lineage" };

type Props = { params: VersionParams } & Asked<"/models/[team]/[name]/v/[number]/lineage">;

const here = "/models/[team]/[name]/v/[number]/lineage";

export default answered(here, async function LineagePage({ params, query }: Props) {
  const { me, version, page } = await loadLineage(params, query);
  return (
    <VersionFrame version={version} canReadAudit={me.canReadAudit}>
      <PagedList
        of={page}
        path={`${versionPath(version)}/lineage`}
        params={query}
        what="edges"
        empty={
          <EmptyState
            action={<ButtonLink href="/datasets">Datasets to name</ButtonLink>}
            command={`chancery push PATH… --to ${version.team}/${version.name} --trained-on name@sha256:…`}
            blockedBecause={reasonsFor(version, "record-lineage")}
          >
            No lineage is recorded. It names the commit, job, datasets and base version; a push from a git work tree
            records the commit by itself.
          </EmptyState>
        }
      >
        {(items) => <LineageTable edges={items} versionId={version.id} />}
      </PagedList>
    </VersionFrame>
  );
});
