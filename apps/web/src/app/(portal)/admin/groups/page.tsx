// Groups: people who hold roles together.
import { mayAnywhere, reasonsOf } from "@chancery/core";
import { answered, type Asked } from "#answered.tsx";
import { EmptyState } from "#components/empty-state.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { PagedList } from "#components/paged-list.tsx";
import { AddGroup } from "#features/groups/components/add-group.tsx";
import { GroupCard } from "#features/groups/components/group-card.tsx";
import { requirePortal } from "#house.ts";

export const metadata = { title: "Groups" };

export default answered("/admin/groups", async function GroupsPage({ query }: Asked<"/admin/groups">) {
  const { api, me } = await requirePortal();
  const groups = await api.groups.list({ ...query, limit: 20 });
  return (
    <>
      <PageHeader title="Groups" actions={me.isAdmin && groups.items.length > 0 && <AddGroup />}>
        Joining a group of reviewers or admins takes two people: one adds, another confirms.
      </PageHeader>
      <PagedList
        of={groups}
        path="/admin/groups"
        params={query}
        what="groups"
        empty={
          <EmptyState action={<AddGroup />} blockedBecause={reasonsOf(mayAnywhere(me, "group:manage"))}>
            No groups yet. A role given to a group reaches all its members, for example the validators.
          </EmptyState>
        }
      >
        {(items) => (
          <div className="mt-3 grid gap-3">
            {items.map((group) => (
              <GroupCard key={group.id} group={group} canManage={me.isAdmin} />
            ))}
          </div>
        )}
      </PagedList>
    </>
  );
});
