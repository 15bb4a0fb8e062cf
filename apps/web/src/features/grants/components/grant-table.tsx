// Roles as they are held: intervals, never overwritten.
import type { GrantView } from "@chancery/core";
import { StateBadge } from "#components/state-badge.tsx";
import { RowHead, Table, Td, Th } from "#components/table.tsx";
import { Time } from "#components/time.tsx";
import { BeginningMark } from "#features/appointments/components/beginning-mark.tsx";
import { scopeInWords } from "../format.ts";
import { EndGrant } from "./end-grant.tsx";

export function GrantTable({
  grants,
  canManage,
}: {
  readonly grants: readonly GrantView[];
  readonly canManage: boolean;
}) {
  return (
    <Table
      caption="Grants"
      head={
        <>
          <Th>Held by</Th>
          <Th>Role</Th>
          <Th>On</Th>
          <Th>From (UTC)</Th>
          <Th>To (UTC)</Th>
          <Th>Given by</Th>
          {canManage && (
            <Th>
              <span className="sr-only">End</span>
            </Th>
          )}
        </>
      }
    >
      {grants.map((grant) => (
        <tr key={grant.id} className={grant.to === null ? undefined : "text-ink3"}>
          <RowHead className="whitespace-nowrap">
            <span className="font-medium">{grant.holder.name}</span>
            {grant.holder.kind !== "person" && (
              <span className="text-ink3"> {grant.holder.kind === "group" ? "group" : "service account"}</span>
            )}
          </RowHead>
          <Td>{grant.role}</Td>
          <Td className="w-full">{scopeInWords(grant.scope, grant.scopeName)}</Td>
          <Td>
            {grant.from !== null && <Time at={grant.from} isBare />}
            {grant.from === null && grant.to === null && (
              <StateBadge state="waiting">waits for a second person</StateBadge>
            )}
          </Td>
          <Td>
            {grant.to !== null ? (
              <Time at={grant.to} isBare />
            ) : (
              grant.from !== null && <StateBadge state="active">in force</StateBadge>
            )}
          </Td>
          <Td className="whitespace-nowrap">
            {grant.grantedBy}
            <span className="block text-meta">
              <BeginningMark beginning={grant.beginning} confirmedBy={grant.confirmedBy} />
            </span>
          </Td>
          {canManage && <Td className="text-right">{grant.to === null && <EndGrant grant={grant} />}</Td>}
        </tr>
      ))}
    </Table>
  );
}
