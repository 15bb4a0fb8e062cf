// People of the registry.
import { answered, type Asked } from "#answered.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { Pager } from "#components/pager.tsx";
import { AddPerson } from "#features/people/components/add-person.tsx";
import { PeopleTable } from "#features/people/components/people-table.tsx";
import { requirePortal } from "#house.ts";

export const metadata = { title: "People" };

export default answered("/admin/people", async function PeoplePage({ query: { after } }: Asked<"/admin/people">) {
  const { api, me } = await requirePortal();
  const people = await api.people.list({ kind: "person", after });
  return (
    <>
      <PageHeader title="People" actions={me.isAdmin && <AddPerson />}>
        Accounts open by invitation only. Vouch for the people you know: until somebody does, the person who made the
        link cannot vote on what the account makes or requests.
      </PageHeader>
      <PeopleTable people={people.items} canManage={me.isAdmin} meId={me.id} />
      <Pager path="/admin/people" params={{ after }} next={people.next} what="people" />
    </>
  );
});
