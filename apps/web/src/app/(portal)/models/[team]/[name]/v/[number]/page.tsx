// A version: its verdict, its metrics against the incumbent, its files, and where it comes from.
import type { VersionView } from "@chancery/core";
import type { Metadata } from "next";
import { answered, type Asked } from "#answered.tsx";
import { BlockedNote } from "#components/blocked-note.tsx";
import { MarginRail } from "#components/margin-rail.tsx";
import { reasonsFor } from "#components/reasons-for.ts";
import { sentence } from "#components/sentence.ts";
import { StateIcon } from "#components/state-badge.tsx";
import { Evidence } from "#features/versions/components/evidence.tsx";
import { FirstFiles } from "#features/versions/components/first-files.tsx";
import { VersionFrame } from "#features/versions/components/version-frame.tsx";
import { VersionRail } from "#features/versions/components/version-rail.tsx";
import { loadEvidence, type VersionParams } from "#features/versions/loaders.ts";

type Props = { params: VersionParams } & Asked<"/models/[team]/[name]/v/[number]">;

export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  const { team, name, number } = await params;
  return { title: `${team}/${name} v${number}` };
}

/** The acts that would fill what stands empty here. */
const emptyParts = ({ metrics, kind, files }: VersionView) => [
  ...(metrics.length === 0 ? ["record"] : []),
  ...(kind === "files" && files.length === 0 ? ["upload"] : []),
];

export default answered("/models/[team]/[name]/v/[number]", async function VersionPage({ params, query }: Props) {
  const { me, version, warnings } = await loadEvidence(params, query);
  return (
    <VersionFrame version={version} canReadAudit={me.canReadAudit}>
      {warnings.map(({ code, message }) => (
        <p
          key={code}
          className="mt-3 mb-0 flex items-start gap-2 border border-l-[3px] border-line border-l-chg bg-surface px-3.5 py-2.25"
        >
          <StateIcon state="stale" /> {sentence(message)}.
        </p>
      ))}
      <MarginRail label="About this version" rail={<VersionRail version={version} />}>
        <Evidence version={version} />
        <FirstFiles version={version} />
        <BlockedNote reasons={reasonsFor(version, ...emptyParts(version))} />
      </MarginRail>
    </VersionFrame>
  );
});
