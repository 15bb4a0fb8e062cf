// Rows are rights, columns are roles; a held right is a shape and a word, never a colour alone.
import { Fragment } from "react";
import { Mark } from "#components/mark.tsx";
import { RowHead, Table, Td, Th } from "#components/table.tsx";
import { columns, columnWords, matrix, type MatrixRow } from "../matrix.ts";

export function PermissionMatrix() {
  return (
    <Table
      caption="Permissions by role"
      keepsColumns
      head={
        <>
          <Th>May</Th>
          {columns.map((column) => (
            <Th key={column} className="text-center!">
              {columnWords[column]}
            </Th>
          ))}
        </>
      }
    >
      {matrix().map((group) => (
        <Fragment key={group.noun}>
          <tr className="bg-bg">
            <th
              scope="colgroup"
              colSpan={columns.length + 1}
              className="px-3 py-1 text-left text-label font-medium tracking-[0.06em] text-ink3 uppercase"
            >
              {group.noun}
            </th>
          </tr>
          {group.rows.map((row) => (
            <Row key={row.permission} row={row} />
          ))}
        </Fragment>
      ))}
    </Table>
  );
}

function Row({ row }: { readonly row: MatrixRow }) {
  return (
    <tr className="hover:bg-bg">
      <RowHead className="min-w-44 sm:min-w-72">
        <span className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span>
            {row.description}
            {row.isForAnyone && <span className="text-ink3">, signed in or not</span>}
          </span>
          <span className="mono text-[0.75rem] text-ink3">{row.permission}</span>
        </span>
      </RowHead>
      {columns.map((column) => (
        <Td key={column} className="text-center">
          {row.allowed.has(column) ? (
            <span className="inline-grid place-items-center text-prd">
              <Mark shape="check" className="size-2.75" />
              <span className="sr-only">yes</span>
            </span>
          ) : (
            <span className="sr-only">no</span>
          )}
        </Td>
      ))}
    </tr>
  );
}
