// API tokens: one's own, and those of the service accounts one answers for.
import { answered, type Asked } from "#answered.tsx";
import { CodeLine } from "#components/code-line.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { Link } from "#components/link.tsx";
import { PagedList } from "#components/paged-list.tsx";
import { Tabs } from "#components/tabs.tsx";
import { CreateToken } from "#features/tokens/components/create-token.tsx";
import { TokenTable } from "#features/tokens/components/token-table.tsx";
import { scopeOptionsFor } from "#features/tokens/format.ts";
import { loadTokens } from "#features/tokens/loaders.ts";
import { portal, requirePortal } from "#house.ts";

export const metadata = { title: "API tokens" };

export default answered("/settings/tokens", async function TokensPage({ query }: Asked<"/settings/tokens">) {
  const { api, me } = await requirePortal();
  const { holder, holders, hasMore, tokens } = await loadTokens(api, me, query);
  return (
    <>
      {holders.length > 1 && <Tabs label="Whose tokens" tabs={holders} current={holder.href} />}
      {hasMore && (
        <p className="mt-2 mb-0 text-meta text-ink3">
          You answer for more service accounts than are listed here.{" "}
          <Link href="/admin/service-accounts">All of them</Link>
        </p>
      )}
      <PagedList
        of={tokens}
        path="/settings/tokens"
        params={query}
        what="tokens"
        empty={
          <EmptyState>No API tokens yet. A token lets the command line or a job sign in. Create one below.</EmptyState>
        }
      >
        {(items) => <TokenTable tokens={items} now={portal().now()} holder={holder.label} />}
      </PagedList>
      <div className="mt-3 grid max-w-[72ch] justify-items-start gap-3">
        {holder.madeBy === null ? (
          <CreateToken actorId={holder.id} holder={holder.label} scopes={scopeOptionsFor(holder)} />
        ) : (
          <p className="m-0 text-meta text-ink3">
            Only {holder.madeBy}, who owns this service account, makes tokens for it. You may revoke them.
          </p>
        )}
        <p className="m-0 text-meta text-ink3">
          Use a token on the command line. It may do what its scopes say, and never more than{" "}
          {holder.isMe ? "you" : "the service account"} may.
        </p>
        <div className="w-full">
          <CodeLine code={`chancery login ${portal().publicUrl}`} />
        </div>
      </div>
    </>
  );
});
