// Every past and present occupant: from, to, who asked, who let it in, what ended it.
import type { Occupancy } from "@chancery/core";
import { Link } from "#components/link.tsx";
import { StageBadge } from "#components/known-badges.tsx";
import { RowHead, Table, Td, Th } from "#components/table.tsx";
import { Time } from "#components/time.tsx";

export function OccupancyTable({
  occupancies,
  path,
}: {
  readonly occupancies: readonly Occupancy[];
  readonly path: string;
}) {
  return (
    <Table
      caption="Every stay in a stage, newest first"
      isCaptionShown
      head={
        <>
          <Th>Version</Th>
          <Th>Stage</Th>
          <Th>From (UTC)</Th>
          <Th>To (UTC)</Th>
          <Th>Asked for by</Th>
          <Th>Let in by</Th>
          <Th>Promotion</Th>
          <Th>Ended by</Th>
        </>
      }
    >
      {occupancies.map((stay) => (
        <tr key={`${stay.promotionNumber}`}>
          <RowHead>
            <Link href={`${path}/v/${stay.versionNumber}`} className="font-semibold">
              v{stay.versionNumber}
            </Link>
          </RowHead>
          <Td>
            <StageBadge stage={stay.stage} />
          </Td>
          <Td>
            <Time at={stay.from} isBare />
          </Td>
          <Td>{stay.to ? <Time at={stay.to} isBare /> : <span className="text-prd">there now</span>}</Td>
          <Td>{stay.requestedBy}</Td>
          <Td>
            {stay.letInBy.length > 0 ? stay.letInBy.join(", ") : <span className="text-ink3">needed no vote</span>}
          </Td>
          <Td>
            <Link href={`/promotions/${stay.promotionNumber}`}>P-{stay.promotionNumber}</Link>
          </Td>
          <Td>
            {stay.endedByPromotionNumber === null ? (
              <span className="text-ink3">{stay.to ? "revocation" : "—"}</span>
            ) : (
              <Link href={`/promotions/${stay.endedByPromotionNumber}`}>P-{stay.endedByPromotionNumber}</Link>
            )}
          </Td>
        </tr>
      ))}
    </Table>
  );
}
