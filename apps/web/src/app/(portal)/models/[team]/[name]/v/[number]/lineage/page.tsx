// Where a version comes from, edge by edge.
import type { Metadata } from "next";
import { answered } from "#answered.tsx";
import { ButtonLink } from "#components/button-link.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { LineageTable } from "#features/versions/components/lineage-table.tsx";
import { VersionFrame } from "#features/versions/components/version-frame.tsx";
import { loadVersion, type VersionParams } from "#features/versions/loaders.ts";

export const metadata: Metadata = { title: "Lineage" };

export default answered(async function LineagePage({ params }: { params: VersionParams }) {
  const { version } = await loadVersion(params);
  return (
    <VersionFrame version={version}>
      {version.lineage.length === 0 ? (
        <EmptyState
          action={<ButtonLink href="/datasets">Datasets to name</ButtonLink>}
          command={`chancery push PATH… --to ${version.team}/${version.name} --dataset name@sha256:…`}
        >
          No lineage is recorded. Pushed from a git work tree, the commit and whether it was clean are found by
          themselves.
        </EmptyState>
      ) : (
        <LineageTable edges={version.lineage} />
      )}
    </VersionFrame>
  );
});
