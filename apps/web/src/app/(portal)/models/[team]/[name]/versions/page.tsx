// Every version of a model, newest first.
import type { Metadata } from "next";
import { answered, type Asked } from "#answered.tsx";
import { reasonsFor } from "#components/reasons-for.ts";
import { ButtonLink } from "#components/button-link.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { PagedList } from "#components/paged-list.tsx";
import { ModelFrame } from "#features/models/components/model-frame.tsx";
import { VersionTable } from "#features/versions/components/version-table.tsx";
import { loadVersions } from "#features/models/loaders.ts";

export const metadata: Metadata = { title: "Versions" };

type Props = { params: Promise<{ team: string; name: string }> } & Asked<"/models/[team]/[name]/versions">;

export default answered("/models/[team]/[name]/versions", async function VersionsPage({ params: route, query }: Props) {
  const { me, model, path, page, params } = await loadVersions(route, query);
  return (
    <ModelFrame model={model} canReadAudit={me.canReadAudit}>
      <PagedList
        of={page}
        path={`${path}/versions`}
        params={params}
        what="versions"
        empty={
          <EmptyState
            action={<ButtonLink href={`${path}/versions/new`}>Begin the first version</ButtonLink>}
            command={`chancery push PATH… --to ${model.team}/${model.name}`}
            blockedBecause={reasonsFor(model, "create-version")}
          >
            No version is registered yet. Each appears here with its state, its content and its digest.
          </EmptyState>
        }
      >
        {(items) => <VersionTable versions={items} path={path} />}
      </PagedList>
    </ModelFrame>
  );
});
