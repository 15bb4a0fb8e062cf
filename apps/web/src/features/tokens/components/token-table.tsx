// Tokens of one holder; the secret itself is nowhere to be read.
import type { TokenView } from "@chancery/core";
import { StateBadge } from "#components/state-badge.tsx";
import { RowHead, Table, Td, Th } from "#components/table.tsx";
import { Time } from "#components/time.tsx";
import { isUsable, scopesInWords, tokenState } from "../format.ts";
import { RevokeToken } from "./revoke-token.tsx";

type TokenTableProps = { readonly tokens: readonly TokenView[]; readonly now: Date; readonly holder: string };

export function TokenTable({ tokens, now, holder }: TokenTableProps) {
  return (
    <Table
      caption={`API tokens: ${holder}`}
      head={
        <>
          <Th>Name</Th>
          <Th>Begins with</Th>
          <Th>May do</Th>
          <Th>Made by</Th>
          <Th>Expires (UTC)</Th>
          <Th>Last used (UTC)</Th>
          <Th>State</Th>
          <Th>
            <span className="sr-only">Revoke</span>
          </Th>
        </>
      }
    >
      {tokens.map((token) => (
        <tr key={token.id}>
          <RowHead className="font-medium whitespace-nowrap">{token.name}</RowHead>
          <Td className="mono">{token.prefix}…</Td>
          <Td className="w-full min-w-40 text-ink2">{scopesInWords(token.scopes)}</Td>
          <Td className="whitespace-nowrap">{token.madeBy.name}</Td>
          <Td>
            <Time at={token.expiresAt} isBare />
          </Td>
          <Td>{token.lastUsedAt ? <Time at={token.lastUsedAt} isBare /> : <span className="text-ink3">never</span>}</Td>
          <Td>
            <StateBadge state={tokenState(token, now)} />
          </Td>
          <Td className="text-right">{isUsable(token, now) && <RevokeToken token={token} />}</Td>
        </tr>
      ))}
    </Table>
  );
}
