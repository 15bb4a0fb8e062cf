// Lineage edges as a table: the view that prints and that screen readers read.
import type { LineageView } from "@chancery/core";
import { Digest } from "#components/digest.tsx";
import { RowHead, Table, Td, Th } from "#components/table.tsx";
import { Time } from "#components/time.tsx";
import { Edge } from "./lineage-facts.tsx";

export function LineageTable({ edges }: { readonly edges: readonly LineageView[] }) {
  return (
    <Table
      caption="Lineage"
      head={
        <>
          <Th>Edge</Th>
          <Th>To</Th>
          <Th>Digest</Th>
          <Th>Recorded (UTC)</Th>
        </>
      }
    >
      {edges.map((edge) => (
        <tr key={edge.id}>
          <RowHead className="mono">{edge.kind}</RowHead>
          <Td>
            <Edge edge={edge} />
          </Td>
          <Td>
            {edge.dataset ? (
              <Digest sha256={edge.dataset.sha256} hasPrefix={false} />
            ) : (
              <span className="mono">{edge.facts["commit"] ?? <span className="text-ink3">—</span>}</span>
            )}
          </Td>
          <Td>
            <Time at={edge.createdAt} isBare />
          </Td>
        </tr>
      ))}
    </Table>
  );
}
