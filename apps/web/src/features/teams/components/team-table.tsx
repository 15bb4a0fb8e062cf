// Teams by their slug.
import type { TeamView } from "@chancery/core";
import { Link } from "#components/link.tsx";
import { RowHead, Table, Td, Th } from "#components/table.tsx";
import { Time } from "#components/time.tsx";
import { withParams } from "#search-params.ts";

export function TeamTable({ teams }: { readonly teams: readonly TeamView[] }) {
  return (
    <Table
      caption="Teams"
      head={
        <>
          <Th>Slug</Th>
          <Th>Name</Th>
          <Th>Created (UTC)</Th>
          <Th>Models</Th>
        </>
      }
    >
      {teams.map((team) => (
        <tr key={team.id}>
          <RowHead className="mono">{team.slug}</RowHead>
          <Td className="w-full">{team.name}</Td>
          <Td>
            <Time at={team.createdAt} isBare />
          </Td>
          <Td>
            <Link href={withParams("/models", { team: team.slug })} aria-label={`Models of ${team.slug}`}>
              models
            </Link>
          </Td>
        </tr>
      ))}
    </Table>
  );
}
