// One row per dataset and digest.
import type { DatasetSummary } from "@chancery/core";
import { Digest } from "#components/digest.tsx";
import { Link } from "#components/link.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import { RowHead, Table, Td, Th } from "#components/table.tsx";
import { Time } from "#components/time.tsx";

export function DatasetStatus({ dataset }: { readonly dataset: Pick<DatasetSummary, "status"> }) {
  return <StateBadge state={dataset.status === "active" ? "active" : "withdrawnDataset"} />;
}

export function DatasetTable({ datasets }: { readonly datasets: readonly DatasetSummary[] }) {
  return (
    <Table
      caption="Datasets"
      head={
        <>
          <Th>Dataset</Th>
          <Th>Version</Th>
          <Th>Digest</Th>
          <Th>Status</Th>
          <Th>Team</Th>
          <Th>Owner</Th>
          <Th>Registered (UTC)</Th>
        </>
      }
    >
      {datasets.map((dataset) => (
        <tr key={dataset.id}>
          <RowHead>
            <Link href={`/datasets/${dataset.id}`} className="font-semibold">
              {dataset.name}
            </Link>
          </RowHead>
          <Td>{dataset.version}</Td>
          <Td>
            <Digest sha256={dataset.sha256} hasPrefix={false} />
          </Td>
          <Td>
            <DatasetStatus dataset={dataset} />
          </Td>
          <Td>{dataset.team}</Td>
          <Td>{dataset.owner}</Td>
          <Td>
            <Time at={dataset.createdAt} isBare />
          </Td>
        </tr>
      ))}
    </Table>
  );
}
