// One group and all its members, page by page.
import type { Metadata } from "next";
import { answered, type Asked } from "#answered.tsx";
import { Card } from "#components/card.tsx";
import { PageHeader } from "#components/page-header.tsx";
import { PagedList } from "#components/paged-list.tsx";
import { GroupTitle } from "#features/groups/components/group-card.tsx";
import { AddMember } from "#features/groups/components/member-acts.tsx";
import { MemberList } from "#features/groups/components/member-list.tsx";
import { requirePortal } from "#house.ts";

export const metadata: Metadata = { title: "Group" };

type Props = { params: Promise<{ slug: string }> } & Asked<"/admin/groups/[slug]">;

export default answered("/admin/groups/[slug]", async function GroupPage({ params, query }: Props) {
  const { api, me } = await requirePortal();
  const group = await api.groups.get({ slug: (await params).slug });
  const members = await api.groups.members({ groupId: group.id, ...query });
  return (
    <>
      <PageHeader title={group.name} actions={me.isAdmin && <AddMember groupId={group.id} name={group.name} />}>
        {group.memberCount.toLocaleString("en")} {group.memberCount === 1 ? "member" : "members"},{" "}
        {group.pendingCount.toLocaleString("en")} of them waiting for a second person.
      </PageHeader>
      <PagedList of={members} path={`/admin/groups/${group.slug}`} params={query} what="members">
        {(items) => (
          <div className="mt-3">
            <Card title={<GroupTitle group={group} />}>
              {items.length === 0 && <p className="m-0 text-ink3">It has no members yet.</p>}
              <MemberList members={items} group={group} canManage={me.isAdmin} />
            </Card>
          </div>
        )}
      </PagedList>
    </>
  );
});
