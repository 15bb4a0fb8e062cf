// The roles a person holds, and what each lets them do.
import type { Me } from "@chancery/core";
import { EmptyState } from "#components/empty-state.tsx";
import { RowHead, Table, Td, Th } from "#components/table.tsx";
import { roleInWords, scopeInWords } from "#features/grants/format.ts";

export function MyRoles({ me }: { readonly me: Me }) {
  if (me.grants.length === 0) {
    return (
      <EmptyState>
        You have no role yet, so you can see what is open to the whole organisation but change nothing. Ask an admin of
        this registry for a role.
      </EmptyState>
    );
  }
  return (
    <Table
      caption="Your roles"
      head={
        <>
          <Th>Role</Th>
          <Th>On</Th>
          <Th>Lets you</Th>
        </>
      }
    >
      {me.grants.map((grant) => (
        <tr key={`${grant.role} ${grant.scope} ${grant.scopeName}`}>
          <RowHead className="font-medium">{grant.role}</RowHead>
          <Td>{scopeInWords(grant.scope, grant.scopeName)}</Td>
          <Td className="text-ink2">{roleInWords(grant.role)}</Td>
        </tr>
      ))}
    </Table>
  );
}
