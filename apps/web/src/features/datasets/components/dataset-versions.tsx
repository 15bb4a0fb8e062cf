// The versions a dataset touches, and the stages they hold: what a withdrawal would concern.
import type { DatasetView } from "@chancery/core";
import { Link } from "#components/link.tsx";
import { StageBadge } from "#components/known-badges.tsx";
import { RowHead, Table, Td, Th } from "#components/table.tsx";

export function DatasetVersions({ versions }: { readonly versions: DatasetView["versions"] }) {
  return (
    <Table
      caption="Versions trained or evaluated on it"
      isCaptionShown
      head={
        <>
          <Th>Version</Th>
          <Th>Relation</Th>
          <Th>Holds now</Th>
        </>
      }
    >
      {versions.map((version) => (
        <tr key={`${version.versionId} ${version.relation}`}>
          <RowHead>
            <Link href={`/models/${version.team}/${version.name}/v/${version.number}`}>
              {version.team}/{version.name} v{version.number}
            </Link>
          </RowHead>
          <Td className="mono">{version.relation}</Td>
          <Td>
            <span className="flex flex-wrap gap-1">
              {version.stages.length === 0 ? (
                <span className="text-ink3">no stage</span>
              ) : (
                version.stages.map((stage) => <StageBadge key={stage} stage={stage} />)
              )}
            </span>
          </Td>
        </tr>
      ))}
    </Table>
  );
}
