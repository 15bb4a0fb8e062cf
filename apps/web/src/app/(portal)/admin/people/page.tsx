// People of the registry.
import { answered, type Asked } from "#answered.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { PagedList } from "#components/paged-list.tsx";
import { AddPerson } from "#features/people/components/add-person.tsx";
import { PeopleTable } from "#features/people/components/people-table.tsx";
import { requirePortal } from "#house.ts";

export const metadata = { title: "People" };

export default answered("/admin/people", async function PeoplePage({ query }: Asked<"/admin/people">) {
  const { api, me } = await requirePortal();
  const people = await api.people.list({ kind: "person", ...query });
  return (
    <>
      <PageHeader title="People" actions={me.isAdmin && <AddPerson />}>
        Accounts open by invitation only. Vouch for the people you know: until somebody does, the person who made the
        link cannot vote on what the account makes or requests.
      </PageHeader>
      <PagedList of={people} path="/admin/people" params={query} what="people">
        {(items) => <PeopleTable people={items} canManage={me.isAdmin} meId={me.id} />}
      </PagedList>
    </>
  );
});
