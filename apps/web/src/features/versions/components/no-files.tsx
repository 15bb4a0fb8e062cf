// A draft before its first file, or after it was discarded.
import type { VersionView } from "@chancery/core";
import { ButtonLink } from "#components/button-link.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { versionPath } from "../format.ts";

type NoFilesProps = {
  readonly version: Pick<VersionView, "team" | "name" | "number" | "state" | "availableActions">;
};

export function NoFiles({ version }: NoFilesProps) {
  if (version.state === "discarded") return <EmptyState>This draft was discarded, and its files with it.</EmptyState>;
  return (
    <EmptyState
      action={<ButtonLink href={`${versionPath(version)}/draft`}>Add files</ButtonLink>}
      command={`chancery push PATH… --to ${version.team}/${version.name}`}
      isOffered={version.availableActions.includes("upload")}
    >
      This draft has no files yet. Push files to add them.
    </EmptyState>
  );
}
