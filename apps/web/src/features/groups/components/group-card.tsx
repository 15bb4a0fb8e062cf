// One group with its first members.
import type { GroupView } from "@chancery/core";
import { Card } from "#components/card.tsx";
import { Link } from "#components/link.tsx";
import { Tag } from "#components/tag.tsx";
import { AddMember } from "./member-acts.tsx";
import { MemberList } from "./member-list.tsx";

type GroupCardProps = { readonly group: GroupView; readonly canManage: boolean };

export function GroupCard({ group, canManage }: GroupCardProps) {
  const { members, memberCount } = group;
  return (
    <Card title={<GroupTitle group={group} />} aside={canManage && <AddMember groupId={group.id} name={group.name} />}>
      {members.length === 0 && <p className="m-0 text-ink3">It has no members yet.</p>}
      <MemberList members={members} group={group} canManage={canManage} />
      {memberCount > members.length && (
        <p className="m-0 border-t border-line pt-2 text-meta text-ink3">
          {members.length} of {memberCount.toLocaleString("en")} members.{" "}
          <Link href={`/admin/groups/${group.slug}`}>All members of {group.name}</Link>
        </p>
      )}
    </Card>
  );
}

/** The name of a group, and whether its members may approve. */
export const GroupTitle = ({ group }: { readonly group: GroupView }) => (
  <span className="inline-flex flex-wrap items-center gap-2">
    {group.name} <span className="mono font-normal text-ink3">{group.slug}</span>
    {group.isApprover && <Tag tone="accent">may approve</Tag>}
  </span>
);
