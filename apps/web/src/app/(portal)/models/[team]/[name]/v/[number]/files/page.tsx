// Every file of a version, or the descriptor that stands for them.
import { descriptorInWords } from "@chancery/core";
import type { Metadata } from "next";
import { answered, type Asked } from "#answered.tsx";
import { BlockedNote } from "#components/blocked-note.tsx";
import { Card } from "#components/card.tsx";
import { Facts } from "#components/facts.tsx";
import { PagedList } from "#components/paged-list.tsx";
import { reasonsFor } from "#components/reasons-for.ts";
import { NoFiles } from "#features/versions/components/no-files.tsx";
import { FileTable } from "#features/versions/components/file-table.tsx";
import { VersionFrame } from "#features/versions/components/version-frame.tsx";
import { versionPath } from "#features/versions/format.ts";
import { loadFiles, type VersionParams } from "#features/versions/loaders.ts";

export const metadata: Metadata = { title: "Files" };

const here = "/models/[team]/[name]/v/[number]/files";

export default answered(
  here,
  async function FilesPage({
    params: route,
    query,
  }: {
    params: VersionParams;
  } & Asked<"/models/[team]/[name]/v/[number]/files">) {
    const { me, version, page, params } = await loadFiles(route, query);
    return (
      <VersionFrame version={version} canReadAudit={me.canReadAudit}>
        {version.descriptor && (
          <div className="mt-3 max-w-180">
            <Card title="Descriptor">
              <Facts
                facts={descriptorInWords(version.descriptor).map(({ name, value }) => ({
                  name,
                  value: <span className="mono">{value}</span>,
                }))}
              />
            </Card>
          </div>
        )}
        <PagedList
          of={page}
          unread="The list of files could not be read"
          path={`${versionPath(version)}/files`}
          params={params}
          what="files"
          empty={
            version.kind === "files" && (
              <>
                <NoFiles version={version} />
                <BlockedNote reasons={reasonsFor(version, "upload")} />
              </>
            )
          }
        >
          {(items) => <FileTable files={items} versionId={version.id} canDownload={version.state !== "revoked"} />}
        </PagedList>
      </VersionFrame>
    );
  },
);
