// A version: its verdict, its metrics against the incumbent, its files, and where it comes from.
import type { Metadata } from "next";
import { EmptyState } from "#components/empty-state.tsx";
import { MarginRail } from "#components/margin-rail.tsx";
import { Evidence } from "#features/versions/components/evidence.tsx";
import { FileTable } from "#features/versions/components/file-table.tsx";
import { VersionFrame } from "#features/versions/components/version-frame.tsx";
import { VersionRail } from "#features/versions/components/version-rail.tsx";
import { loadVersion, type VersionParams } from "#features/versions/loaders.ts";
import type { SearchParams } from "#search-params.ts";

type Props = { params: VersionParams; searchParams: SearchParams };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { team, name, number } = await params;
  return { title: `${team}/${name} v${number}` };
}

export default async function VersionPage({ params, searchParams }: Props) {
  const { version } = await loadVersion(params, searchParams);
  return (
    <VersionFrame version={version}>
      <MarginRail label="About this version" rail={<VersionRail version={version} />}>
        <Evidence version={version} />
        {version.kind === "files" && version.files.length === 0 ? (
          <EmptyState command={`chancery push PATH… --to ${version.team}/${version.name}`}>
            This draft has no files yet.
          </EmptyState>
        ) : (
          version.kind === "files" && (
            <FileTable
              files={version.files.slice(0, 20)}
              versionId={version.id}
              canDownload={version.state !== "revoked"}
            />
          )
        )}
      </MarginRail>
    </VersionFrame>
  );
}
