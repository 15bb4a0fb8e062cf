// Kind by kind: how many rows were held against their entries, and the first that is not what its entry says.
import type { CheckedKind, RowFinding } from "@chancery/core";
import { Card } from "#components/card.tsx";
import { Link } from "#components/link.tsx";
import { sentence } from "#components/sentence.ts";
import { StateBadge } from "#components/state-badge.tsx";
import { RowHead, Table, Td, Th } from "#components/table.tsx";

export function KindsTable({ kinds }: { readonly kinds: readonly CheckedKind[] }) {
  return (
    <Card title="Kind by kind" aside={<span className="text-meta text-ink3">rows checked against their entries</span>}>
      {kinds.length === 0 ? (
        <p className="m-0 text-ink2">
          No row was checked against the log: no check has run yet, or the log itself is damaged.
        </p>
      ) : (
        <Table
          caption="Kinds of rows, and whether they agree with the log"
          keepsColumns
          head={
            <>
              <Th>Kind</Th>
              <Th isNumber>Rows</Th>
              <Th>Found</Th>
            </>
          }
        >
          {kinds.map(({ name, table, rows, findings }) => (
            <tr key={table}>
              <RowHead>{sentence(name)}</RowHead>
              <Td isNumber>{rows.toLocaleString("en")}</Td>
              <Td>{findings.length === 0 ? <Agree rows={rows} /> : <Findings findings={findings} />}</Td>
            </tr>
          ))}
        </Table>
      )}
    </Card>
  );
}

const Agree = ({ rows }: { readonly rows: number }) =>
  rows === 0 ? (
    <span className="text-ink3">none yet</span>
  ) : (
    <span className="whitespace-nowrap">
      <StateBadge state="passed">all agree</StateBadge>
    </span>
  );

const words: Readonly<Record<RowFinding["fault"], readonly [one: string, more: string]>> = {
  differs: ["differs", "differ"],
  missing: ["is missing", "are missing"],
  unrecorded: ["is in no entry", "are in no entry"],
  "other-files": ["has other files than its manifest names", "have other files than their manifests name"],
  misplaced: ["is wrong in the index", "are wrong in the index"],
};

const Findings = ({ findings }: { readonly findings: readonly RowFinding[] }) => (
  <ul className="m-0 grid list-none gap-1 p-0">
    {findings.map(({ fault, id, entry, count }) => (
      <li key={fault}>
        <StateBadge state="failed">{`${count.toLocaleString("en")} ${words[fault][count === 1 ? 0 : 1]}`}</StateBadge>{" "}
        first <span className="mono wrap-anywhere">{id}</span>
        {entry !== null && (
          <>
            , against entry <Link href={`/audit/${entry}`}>#{entry.toLocaleString("en")}</Link>
          </>
        )}
      </li>
    ))}
  </ul>
);
