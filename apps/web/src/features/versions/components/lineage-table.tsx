// Lineage edges as a table: the view that prints and that screen readers read.
import { edgeInWords, type LineageView, type ListedEdge } from "@chancery/core";
import { Digest } from "#components/digest.tsx";
import { RowHead, Table, Td, Th } from "#components/table.tsx";
import { Time } from "#components/time.tsx";
import { Edge, lineageWords } from "./lineage-facts.tsx";
import { Retract } from "./retract.tsx";
import { RetractionNote, Struck } from "./retraction.tsx";

type Props = { readonly edges: readonly ListedEdge[]; readonly versionId: string };

export function LineageTable({ edges, versionId }: Props) {
  const hasActs = edges.some(({ mayRetract }) => mayRetract);
  return (
    <Table
      caption="Lineage"
      head={
        <>
          <Th>Edge</Th>
          <Th>To</Th>
          <Th>Digest</Th>
          <Th>Recorded (UTC)</Th>
          {hasActs && (
            <Th>
              <span className="sr-only">Acts</span>
            </Th>
          )}
        </>
      }
    >
      {edges.map((edge) => (
        <tr key={edge.id}>
          <RowHead className="mono">
            <Struck retraction={edge.retraction}>{edge.kind}</Struck>
          </RowHead>
          <Td>
            <Struck retraction={edge.retraction}>
              <Edge edge={edge} />
            </Struck>
            <RetractionNote retraction={edge.retraction} />
          </Td>
          <Td>
            <EdgeDigest edge={edge} />
          </Td>
          <Td>
            <Time at={edge.createdAt} isBare />
            <div className="text-meta text-ink3">by {edge.recordedBy}</div>
          </Td>
          {hasActs && (
            <Td>
              {edge.mayRetract && (
                <Retract
                  versionId={versionId}
                  id={edge.id}
                  target="edge"
                  what={`${lineageWords[edge.kind]}: ${edgeInWords(edge)}`}
                />
              )}
            </Td>
          )}
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
