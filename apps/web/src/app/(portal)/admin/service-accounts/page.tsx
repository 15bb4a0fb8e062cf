// Accounts of jobs and systems, each answered for by a person.
import { mayAnywhere, reasonsOf } from "@chancery/core";
import { answered, type Asked } from "#answered.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { Link } from "#components/link.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { PagedList } from "#components/paged-list.tsx";
import { scopeInWords } from "#features/grants/format.ts";
import { AddServiceAccount } from "#features/people/components/add-service-account.tsx";
import { ServiceAccountTable } from "#features/people/components/service-account-table.tsx";
import { requirePortal } from "#house.ts";

export const metadata = { title: "Service accounts" };

export default answered(
  "/admin/service-accounts",
  async function ServiceAccountsPage({ query: { owner, after } }: Asked<"/admin/service-accounts">) {
    const { api, me } = await requirePortal();
    const page = await api.people.list({ kind: "service", ownerId: owner, after });
    const accounts = page.items;
    const machines = me.isAdmin || me.canReadAudit ? await api.serviceAccounts.appointed({}) : [];
    const add = me.isAdmin && <AddServiceAccount owner={{ value: me.id, label: me.name }} />;
    return (
      <>
        <PageHeader title="Service accounts" actions={accounts.length > 0 && add}>
          Where independence is required, its acts count as its owner's.
        </PageHeader>
        {machines.length > 0 && (
          <p className="mt-0 mb-3 max-w-[72ch] text-meta text-ink2">
            Reviewers and admins are people. These service accounts hold such a role from before: end it under Grants.{" "}
            {machines
              .map(({ name, role, scope, scopeName }) => `${name}: ${role} on ${scopeInWords(scope, scopeName)}`)
              .join("; ")}
          </p>
        )}
        {owner !== undefined && (
          <p className="mt-0 mb-3 text-meta text-ink2">
            Those of one owner{accounts[0]?.owner && `, ${accounts[0].owner.name}`}.{" "}
            <Link href="/admin/service-accounts">All service accounts</Link>
          </p>
        )}
        <PagedList
          of={page}
          path="/admin/service-accounts"
          params={{ owner, after }}
          what="service accounts"
          empty={
            <EmptyState action={add} blockedBecause={reasonsOf(mayAnywhere(me, "service-account:create"))}>
              No service accounts yet. Add one for each training job or serving system, so that nobody shares a personal
              token.
            </EmptyState>
          }
        >
          {(items) => (
            <ServiceAccountTable accounts={items} canManage={me.isAdmin} me={{ value: me.id, label: me.name }} />
          )}
        </PagedList>
      </>
    );
  },
);
