// Service accounts and who answers for them.
import { handoverInWords, type ListedActor, type OwnerDisabledView } from "@chancery/core";
import type { Option } from "#components/field.tsx";
import { Link } from "#components/link.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import { RowHead, Table, Td, Th } from "#components/table.tsx";
import { Tag } from "#components/tag.tsx";
import { Time } from "#components/time.tsx";
import { withParams } from "#search-params.ts";
import { AccountActs } from "./account-acts.tsx";
import { AcceptAccount, ProposeOwner, WithdrawProposal } from "./handover.tsx";

type ServiceAccountTableProps = {
  readonly accounts: readonly ListedActor[];
  readonly canManage: boolean;
  readonly me: Option;
};

export function ServiceAccountTable({ accounts, canManage, me }: ServiceAccountTableProps) {
  const meId = me.value;
  const mayHandOver = ({ owner, ownerDisabled }: ListedActor) =>
    canManage || owner?.id === meId || ownerDisabled?.mayHandOver === true;
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
            {account.ownerDisabled && <OwnerDisabled {...account.ownerDisabled} />}
          </Td>
          <Td>
            <span className="flex flex-wrap items-center gap-1.5">
              <StateBadge state={account.state} />
              {account.ownerDisabled && <Tag tone="changes">owner disabled</Tag>}
            </span>
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
            <Td className="whitespace-nowrap">
              <span className="flex justify-end gap-2">
                {account.proposedOwner?.id === meId && <AcceptAccount account={account} />}
                {mayHandOver(account) &&
                  (account.proposedOwner ? (
                    <WithdrawProposal account={account} />
                  ) : (
                    <ProposeOwner account={account} me={me} />
                  ))}
                {canManage && <AccountActs account={account} />}
              </span>
            </Td>
          )}
        </tr>
      ))}
    </Table>
  );
}

function OwnerDisabled({ at, readsUntil, ...custody }: OwnerDisabledView) {
  return (
    <span className="block max-w-[64ch] text-meta text-ink2">
      Owner disabled
      {at && (
        <>
          {" "}
          on <Time at={at} />
        </>
      )}
      ;{" "}
      {readsUntil === null ? (
        "its tokens no longer work. "
      ) : (
        <>
          its tokens read until <Time at={readsUntil} />, and do nothing else.{" "}
        </>
      )}
      {handoverInWords(custody)}
    </span>
  );
}
