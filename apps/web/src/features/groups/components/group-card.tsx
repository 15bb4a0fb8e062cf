// One group: its members since when, and those still waiting for a second person.
import type { GroupView } from "@chancery/core";
import { Card } from "#components/card.tsx";
import type { Option } from "#components/field.tsx";
import { StateBadge } from "#components/state-badge.tsx";
import { Tag } from "#components/tag.tsx";
import { Time } from "#components/time.tsx";
import { AddMember, ConfirmMember, RemoveMember } from "./member-acts.tsx";

type GroupCardProps = { readonly group: GroupView; readonly people: readonly Option[]; readonly canManage: boolean };

export function GroupCard({ group, people, canManage }: GroupCardProps) {
  const members = new Set(group.members.map((member) => member.actor.id));
  const others = people.filter((person) => !members.has(person.value));
  return (
    <Card
      title={<Title group={group} />}
      aside={canManage && <AddMember groupId={group.id} name={group.name} people={others} />}
    >
      {group.members.length === 0 && <p className="m-0 text-ink3">Nobody is in it yet.</p>}
      <ul className="m-0 list-none p-0">
        {group.members.map((member) => (
          <li
            key={member.id}
            className="flex min-h-9 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t border-line py-1 first:border-t-0"
          >
            <span className="flex flex-wrap items-center gap-2">
              <span className="font-medium">{member.actor.name}</span>
              {member.isPending && <StateBadge state="waiting">waits for a second person</StateBadge>}
            </span>
            <span className="flex flex-wrap items-center gap-3">
              <span className="text-meta text-ink3">
                added by {member.addedBy}
                {member.from && (
                  <>
                    , in since <Time at={member.from} />
                  </>
                )}
              </span>
              {canManage && member.isPending && (
                <ConfirmMember membershipId={member.id} name={member.actor.name} group={group.name} />
              )}
              {canManage && (
                <RemoveMember
                  membershipId={member.id}
                  name={member.actor.name}
                  group={group.name}
                  isLast={!member.isPending && group.members.filter(({ isPending }) => !isPending).length === 1}
                />
              )}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

const Title = ({ group }: { readonly group: GroupView }) => (
  <span className="inline-flex flex-wrap items-center gap-2">
    {group.name} <span className="mono font-normal text-ink3">{group.slug}</span>
    {group.isApprover && <Tag tone="accent">may approve</Tag>}
  </span>
);
