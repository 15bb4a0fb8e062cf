// Who holds which role on what, since when, given by whom.
import { answered, type Asked } from "#answered.tsx";
import { ButtonLink } from "#components/button-link.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { PagedList } from "#components/paged-list.tsx";
import { WaitingList } from "#features/appointments/components/waiting-list.tsx";
import { GiveGrant } from "#features/grants/components/give-grant.tsx";
import { GrantFilters } from "#features/grants/components/grant-filters.tsx";
import { GrantTable } from "#features/grants/components/grant-table.tsx";
import { loadGrants } from "#features/grants/loaders.ts";
import { requirePortal } from "#house.ts";

export const metadata = { title: "Grants" };

export default answered("/admin/grants", async function GrantsPage({ query }: Asked<"/admin/grants">) {
  const { api, me } = await requirePortal();
  const { page, holder, waiting } = await loadGrants(api, query);
  return (
    <>
      <PageHeader title="Grants" actions={me.isAdmin && <GiveGrant holder={holder} />}>
        Becoming a reviewer or an admin takes two people: one gives, another confirms. Ended grants stay listed, so you
        can always see who could approve on a given day.
      </PageHeader>
      <WaitingList waiting={waiting} />
      <GrantFilters holder={holder} />
      <PagedList
        of={page}
        path="/admin/grants"
        params={query}
        what="grants"
        empty={
          <EmptyState action={<ButtonLink href="/admin/grants">Every grant</ButtonLink>}>
            {query.holder ? "They were never given a role." : "No role has been given yet."} A role appears here with
            who gave it and how long it is held.
          </EmptyState>
        }
      >
        {(items) => <GrantTable grants={items} canManage={me.isAdmin} />}
      </PagedList>
    </>
  );
});
