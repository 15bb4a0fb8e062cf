// Members of a group since when, and those still waiting for a second person.
import type { GroupView, MemberView } from "@chancery/core";
import { StateBadge } from "#components/state-badge.tsx";
import { Time } from "#components/time.tsx";
import { BeginningMark } from "#features/appointments/components/beginning-mark.tsx";
import { ConfirmMember, RemoveMember } from "./member-acts.tsx";

type MemberListProps = {
  readonly members: readonly MemberView[];
  readonly group: Pick<GroupView, "name" | "memberCount" | "pendingCount">;
  readonly canManage: boolean;
};

export function MemberList({ members, group, canManage }: MemberListProps) {
  const isLast = group.memberCount - group.pendingCount === 1;
  return (
    <ul className="m-0 list-none p-0">
      {members.map((member) => (
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
            <BeginningMark beginning={member.beginning} confirmedBy={member.confirmedBy} />
            {canManage && member.isPending && (
              <ConfirmMember membershipId={member.id} name={member.actor.name} group={group.name} />
            )}
            {canManage && (
              <RemoveMember
                membershipId={member.id}
                name={member.actor.name}
                group={group.name}
                isLast={isLast && !member.isPending}
              />
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
