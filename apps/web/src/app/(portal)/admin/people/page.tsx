// People of the registry.
import { PageHeader } from "#components/page-header.tsx";
import { Pager } from "#components/pager.tsx";
import { RefusedPage } from "#components/refused-page.tsx";
import { AddPerson } from "#features/people/components/add-person.tsx";
import { PeopleTable } from "#features/people/components/people-table.tsx";
import { requirePortal, settle } from "#house.ts";
import { pick, type SearchParams } from "#search-params.ts";

export const metadata = { title: "People" };

export default async function PeoplePage({ searchParams }: { readonly searchParams: SearchParams }) {
  const { api, me } = await requirePortal();
  const { after } = pick(await searchParams, ["after"]);
  const people = await settle(api.people.list({ kind: "person", after }));
  if (!people.ok) return <RefusedPage title="People" refusal={people.refusal} />;
  return (
    <>
      <PageHeader title="People" actions={me.isAdmin && <AddPerson />}>
        An account opens by invitation only. What a person may do is given under Grants.
      </PageHeader>
      <PeopleTable people={people.value.items} canManage={me.isAdmin} meId={me.id} />
      <Pager path="/admin/people" params={{ after }} next={people.value.next} what="people" />
    </>
  );
}
