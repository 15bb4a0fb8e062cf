// Sessions of one person, this one marked.
import type { SessionView } from "@chancery/core";
import { RowHead, Table, Td, Th } from "#components/table.tsx";
import { Tag } from "#components/tag.tsx";
import { Time } from "#components/time.tsx";
import { browserOf } from "../format.ts";
import { EndSession } from "./end-session.tsx";

export function SessionTable({ sessions }: { readonly sessions: readonly SessionView[] }) {
  return (
    <Table
      caption="Your sessions"
      head={
        <>
          <Th>Browser</Th>
          <Th>Signed in (UTC)</Th>
          <Th>Last seen (UTC)</Th>
          <Th>Ends (UTC)</Th>
          <Th>
            <span className="sr-only">End</span>
          </Th>
        </>
      }
    >
      {sessions.map((session) => (
        <tr key={session.id}>
          <RowHead className="w-full">
            <span className="flex flex-wrap items-center gap-2" title={session.userAgent ?? undefined}>
              {browserOf(session.userAgent)}
              {session.isCurrent && <Tag tone="accent">this one</Tag>}
            </span>
          </RowHead>
          <Td>
            <Time at={session.createdAt} isBare />
          </Td>
          <Td>
            <Time at={session.lastSeenAt} isBare />
          </Td>
          <Td>
            <Time at={session.expiresAt} isBare />
          </Td>
          <Td className="text-right">
            {!session.isCurrent && <EndSession sessionId={session.id} browser={browserOf(session.userAgent)} />}
          </Td>
        </tr>
      ))}
    </Table>
  );
}
