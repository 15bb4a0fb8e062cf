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
            <EdgeDigest edge={edge} />
          </Td>
          <Td>
            <Time at={edge.createdAt} isBare />
          </Td>
        </tr>
      ))}
    </Table>
  );
}

const nothing = <span className="text-ink3">—</span>;
/** What names the bytes at the other end, where anything does. */
function EdgeDigest({ edge }: { readonly edge: LineageView }) {
  switch (edge.kind) {
    case "trained_on":
    case "evaluated_on":
      return edge.dataset ? <Digest sha256={edge.dataset.sha256} hasPrefix={false} /> : nothing;
    case "built_from":
      return <span className="mono">{edge.facts.commit}</span>;
    case "produced_by":
    case "derived_from":
    case "deployed_to":
      return nothing;
  }
}
