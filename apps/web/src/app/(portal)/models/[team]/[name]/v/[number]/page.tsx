// A version: its verdict, its metrics against the incumbent, its files, and where it comes from.
import type { Metadata } from "next";
import { answered, type Asked } from "#answered.tsx";
import { MarginRail } from "#components/margin-rail.tsx";
import { Evidence } from "#features/versions/components/evidence.tsx";
import { FirstFiles } from "#features/versions/components/first-files.tsx";
import { VersionFrame } from "#features/versions/components/version-frame.tsx";
import { VersionRail } from "#features/versions/components/version-rail.tsx";
import { loadVersion, type VersionParams } from "#features/versions/loaders.ts";

type Props = { params: VersionParams } & Asked<"/models/[team]/[name]/v/[number]">;

export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  const { team, name, number } = await params;
  return { title: `${team}/${name} v${number}` };
}

export default answered("/models/[team]/[name]/v/[number]", async function VersionPage({ params, query }: Props) {
  const { version } = await loadVersion(params, query);
  return (
    <VersionFrame version={version}>
      <MarginRail label="About this version" rail={<VersionRail version={version} />}>
        <Evidence version={version} />
        <FirstFiles version={version} />
      </MarginRail>
    </VersionFrame>
  );
});
