// People and the state of their accounts.
import type { ActorView } from "@chancery/core";
import { Link } from "#components/link.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import { RowHead, Table, Td, Th } from "#components/table.tsx";
import { Tag } from "#components/tag.tsx";
import { Time } from "#components/time.tsx";
import { only } from "#only.ts";
import { withParams } from "#search-params.ts";
import { personPath } from "../belongings.ts";
import { AccountActs } from "./account-acts.tsx";
import { ErasureActs } from "./erasure-acts.tsx";
import { HolderActs } from "./holder-acts.tsx";

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
          <Th>
            <span className="sr-only">Acts</span>
          </Th>
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
              <span className="text-ink3">{person.erasure?.state === "erased" ? "–" : "for admins and auditors"}</span>
            )}
          </Td>
          <Td>
            <span className="flex flex-wrap items-center gap-x-1.5 gap-y-1 nav:min-w-40">
              <StateBadge state={person.state} />
              {person.unvouched && (
                <Tag tone="changes">
                  {person.unvouched.isVouchedAlone ? "not vouched for independently" : "not vouched for"}
                </Tag>
              )}
              {person.reset && <Tag tone="changes">reset under way</Tag>}
              {person.erasure && <Tag>{person.erasure.state === "erased" ? "erased" : "erasure asked for"}</Tag>}
              {canManage && person.state === "disabled" && (
                <Link
                  href={personPath(person.id)}
                  aria-label={`What ${person.name} has to hand over`}
                  className="whitespace-nowrap"
                >
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
          <Td className="whitespace-nowrap">
            <span className="flex flex-wrap justify-end gap-2">
              <HolderActs
                account={only(person, ["id", "name", "state", "unvouched", "reset"])}
                canManage={canManage && person.id !== meId}
              />
              {canManage && person.id !== meId && (
                <>
                  {person.erasure?.state !== "erased" && <AccountActs account={person} />}
                  <ErasureActs account={person} meId={meId} />
                </>
              )}
            </span>
          </Td>
        </tr>
      ))}
    </Table>
  );
}
