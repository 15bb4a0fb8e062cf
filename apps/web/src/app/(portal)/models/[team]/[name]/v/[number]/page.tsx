// A version: its verdict, its metrics against the incumbent, its files, and where it comes from.
import type { Metadata } from "next";
import { answered } from "#answered.tsx";
import { MarginRail } from "#components/margin-rail.tsx";
import { Evidence } from "#features/versions/components/evidence.tsx";
import { FirstFiles } from "#features/versions/components/first-files.tsx";
import { VersionFrame } from "#features/versions/components/version-frame.tsx";
import { VersionRail } from "#features/versions/components/version-rail.tsx";
import { loadVersion, type VersionParams } from "#features/versions/loaders.ts";
import type { SearchParams } from "#search-params.ts";

type Props = { params: VersionParams; searchParams: SearchParams };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { team, name, number } = await params;
  return { title: `${team}/${name} v${number}` };
}

export default answered(async function VersionPage({ params, searchParams }: Props) {
  const { version } = await loadVersion(params, searchParams);
  return (
    <VersionFrame version={version}>
      <MarginRail label="About this version" rail={<VersionRail version={version} />}>
        <Evidence version={version} />
        <FirstFiles version={version} />
      </MarginRail>
    </VersionFrame>
  );
});
