// Service accounts and who answers for them.
import type { ActorView } from "@chancery/core";
import { Link } from "#components/link.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import { RowHead, Table, Td, Th } from "#components/table.tsx";
import { Time } from "#components/time.tsx";
import { withParams } from "#search-params.ts";
import { AccountActs } from "./account-acts.tsx";
import { AcceptAccount, ProposeOwner, WithdrawProposal } from "./handover.tsx";

type ServiceAccountTableProps = {
  readonly accounts: readonly ActorView[];
  readonly canManage: boolean;
  readonly meId: string;
};

export function ServiceAccountTable({ accounts, canManage, meId }: ServiceAccountTableProps) {
  const mayHandOver = ({ owner }: ActorView) => canManage || owner?.id === meId;
  const hasActs = accounts.some((account) => mayHandOver(account) || account.proposedOwner?.id === meId);
  return (
    <Table
      caption="Service accounts"
      head={
        <>
          <Th>Name</Th>
          <Th>Owner</Th>
          <Th>State</Th>
          <Th>Created (UTC)</Th>
          <Th>Roles and tokens</Th>
          {hasActs && (
            <Th>
              <span className="sr-only">Acts</span>
            </Th>
          )}
        </>
      }
    >
      {accounts.map((account) => (
        <tr key={account.id}>
          <RowHead className="font-medium whitespace-nowrap">{account.name}</RowHead>
          <Td className="w-full">
            {account.owner?.name}
            {account.proposedOwner && (
              <span className="block text-meta text-ink3">to be taken over by {account.proposedOwner.name}</span>
            )}
          </Td>
          <Td>
            <StateBadge state={account.state} />
          </Td>
          <Td>
            <Time at={account.createdAt} isBare />
          </Td>
          <Td className="whitespace-nowrap">
            <Link href={withParams("/admin/grants", { holder: account.id })} aria-label={`Roles of ${account.name}`}>
              roles
            </Link>
            {(canManage || account.owner?.id === meId) && (
              <>
                {" · "}
                <Link
                  href={withParams("/settings/tokens", { of: account.id })}
                  aria-label={`Tokens of ${account.name}`}
                >
                  tokens
                </Link>
              </>
            )}
          </Td>
          {hasActs && (
            <Td>
              <span className="flex justify-end gap-2">
                {account.proposedOwner?.id === meId && <AcceptAccount account={account} />}
                {mayHandOver(account) &&
                  (account.proposedOwner ? <WithdrawProposal account={account} /> : <ProposeOwner account={account} />)}
                {canManage && <AccountActs account={account} />}
              </span>
            </Td>
          )}
        </tr>
      ))}
    </Table>
  );
}
