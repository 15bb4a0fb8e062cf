// A row that contradicts the log, beside what the entry says of it.
import type { RowContrast } from "@chancery/core";
import { Card } from "#components/card.tsx";
import { Link } from "#components/link.tsx";
import { sentence } from "#components/sentence.ts";
import { StateBadge } from "#components/state-badge.tsx";
import { RowHead, Table, Td, Th } from "#components/table.tsx";

export function RowContrasts({ contrasts }: { readonly contrasts: readonly RowContrast[] }) {
  return contrasts.map((contrast) => (
    <Card
      key={`${contrast.table}/${contrast.id}`}
      title={<span className="wrap-anywhere">Contradicted: {contrast.row}</span>}
      aside={!contrast.isSo && <StateBadge state="passed">as recorded again</StateBadge>}
    >
      {contrast.columns.length > 0 ? (
        <Columns contrast={contrast} />
      ) : (
        <p className="m-0 text-ink2">{contrast.isSo ? whole(contrast) : "It now matches the log. Check again."}</p>
      )}
    </Card>
  ));
}

function whole({ entry, row, isThere }: RowContrast): string {
  const said = entry === null ? "no entry of the log mentions it" : `entry ${entry.toLocaleString("en")} ended it`;
  return isThere
    ? `${sentence(row)} is in the database, but ${said}, so it was not written through Chancery.`
    : `${sentence(row)} is gone from the database, although entry ${entry?.toLocaleString("en")} records it.`;
}

function Columns({ contrast: { columns, entry, row } }: { readonly contrast: RowContrast }) {
  return (
    <Table
      caption={`What the log and the table say of ${row}`}
      keepsColumns
      head={
        <>
          <Th>Column</Th>
          <Th>The log says{entry !== null && <EntryLink entry={entry} />}</Th>
          <Th>The table says</Th>
        </>
      }
    >
      {columns.map(({ name, told, stands }) => (
        <tr key={name}>
          <RowHead>{name}</RowHead>
          <Td className="bg-vrf-bg">
            <Value text={told} />
          </Td>
          <Td className="bg-rej-bg">
            <Value text={stands} />
          </Td>
        </tr>
      ))}
    </Table>
  );
}

const EntryLink = ({ entry }: { readonly entry: number }) => (
  <>
    , <Link href={`/audit/${entry}`}>#{entry.toLocaleString("en")}</Link>
  </>
);

/** Longer ones are digests, and of long lists the beginning tells enough. */
const most = 100;
const Value = ({ text }: { readonly text: string | null }) =>
  text === null ? (
    <span className="text-ink3">personal, not shown</span>
  ) : (
    <span className="mono wrap-anywhere">{text.length > most ? `${text.slice(0, most)}…` : text}</span>
  );
