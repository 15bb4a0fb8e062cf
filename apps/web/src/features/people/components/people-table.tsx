// People and the state of their accounts.
import type { ActorView } from "@chancery/core";
import { Link } from "#components/link.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import { RowHead, Table, Td, Th } from "#components/table.tsx";
import { Tag } from "#components/tag.tsx";
import { Time } from "#components/time.tsx";
import { withParams } from "#search-params.ts";
import { personPath } from "../belongings.ts";
import { AccountActs } from "./account-acts.tsx";
import { ErasureActs } from "./erasure-acts.tsx";

type PeopleTableProps = { readonly people: readonly ActorView[]; readonly canManage: boolean; readonly meId: string };

export function PeopleTable({ people, canManage, meId }: PeopleTableProps) {
  return (
    <Table
      caption="People"
      head={
        <>
          <Th>Name</Th>
          <Th>E-mail</Th>
          <Th>State</Th>
          <Th>Added (UTC)</Th>
          <Th>Roles</Th>
          {canManage && (
            <Th>
              <span className="sr-only">Acts</span>
            </Th>
          )}
        </>
      }
    >
      {people.map((person) => (
        <tr key={person.id}>
          <RowHead className="font-medium whitespace-nowrap">
            {person.name} {person.id === meId && <Tag tone="accent">you</Tag>}
          </RowHead>
          <Td className="w-full text-ink2">
            {person.email ?? (
              <span className="text-ink3">
                {person.erasure?.state === "erased" ? "erased" : "for admins and auditors"}
              </span>
            )}
          </Td>
          <Td>
            <span className="inline-flex flex-wrap gap-1">
              <StateBadge state={person.state} />
              {person.erasure && <Tag>{person.erasure.state === "erased" ? "erased" : "erasure asked for"}</Tag>}
              {canManage && person.state === "disabled" && (
                <Link href={personPath(person.id)} aria-label={`What ${person.name} leaves to hand over`}>
                  to hand over
                </Link>
              )}
            </span>
          </Td>
          <Td>
            <Time at={person.createdAt} isBare />
          </Td>
          <Td>
            <Link href={withParams("/admin/grants", { holder: person.id })} aria-label={`Roles of ${person.name}`}>
              roles
            </Link>
          </Td>
          {canManage && (
            <Td className="whitespace-nowrap">
              {person.id !== meId && (
                <span className="flex justify-end gap-2">
                  {person.erasure?.state !== "erased" && <AccountActs account={person} />}
                  <ErasureActs account={person} meId={meId} />
                </span>
              )}
            </Td>
          )}
        </tr>
      ))}
    </Table>
  );
}
