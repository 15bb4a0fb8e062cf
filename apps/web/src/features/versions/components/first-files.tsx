// The files of a version beside its evidence: the first twenty, and where the others are.
import type { VersionView } from "@chancery/core";
import { Link } from "#components/link.tsx";
import { versionPath } from "../format.ts";
import { FileTable } from "./file-table.tsx";
import { NoFiles } from "./no-files.tsx";

const shown = 15;

export function FirstFiles({ version }: { readonly version: VersionView }) {
  if (version.kind !== "files") return null;
  if (version.files.length === 0) return <NoFiles version={version} />;
  return (
    <div className="grid gap-2 [&>div]:mt-0">
      <FileTable
        files={version.files.slice(0, shown)}
        versionId={version.id}
        canDownload={version.state !== "revoked"}
      />
      {version.fileCount > shown && (
        <p className="m-0 text-meta text-ink3">
          The first {shown} of {version.fileCount.toLocaleString("en")} files.{" "}
          <Link href={`${versionPath(version)}/files`}>All files</Link>
        </p>
      )}
    </div>
  );
}
