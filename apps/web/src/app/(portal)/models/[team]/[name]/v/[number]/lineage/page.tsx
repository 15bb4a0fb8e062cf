// Where a version comes from, edge by edge.
import type { Metadata } from "next";
import { answered } from "#answered.tsx";
import { reasonsFor } from "#components/blocked-note.tsx";
import { ButtonLink } from "#components/button-link.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { LineageTable } from "#features/versions/components/lineage-table.tsx";
import { VersionFrame } from "#features/versions/components/version-frame.tsx";
import { loadVersion, type VersionParams } from "#features/versions/loaders.ts";

export const metadata: Metadata = { title: "Lineage" };

const here = "/models/[team]/[name]/v/[number]/lineage";

export default answered(here, async function LineagePage({ params }: { params: VersionParams }) {
  const { version } = await loadVersion(params);
  return (
    <VersionFrame version={version}>
      {version.lineage.length === 0 ? (
        <EmptyState
          action={<ButtonLink href="/datasets">Datasets to name</ButtonLink>}
          command={`chancery push PATH… --to ${version.team}/${version.name} --trained-on name@sha256:…`}
          blockedBecause={reasonsFor(version, "record")}
        >
          No lineage is recorded. Commit, job, datasets and base version will stand here; a push from a git work tree
          finds the commit by itself.
        </EmptyState>
      ) : (
        <LineageTable edges={version.lineage} />
      )}
    </VersionFrame>
  );
});
