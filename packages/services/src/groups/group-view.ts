// Groups as readers see them, with who is in them and who waits to be confirmed.
import type { GroupView, MemberView } from "@chancery/core";
import {
  approverGroups,
  countMembers,
  firstMembersOf,
  groupById,
  namesOf,
  type GroupRow,
  type MemberRow,
  type Reader,
} from "@chancery/db";
import { notFound } from "../authorise.ts";

/** Members shown with their group; `groups.members` answers them all, page by page. */
const membersShown = 20;

/** Views in the order given, in four statements however many they are. */
export async function groupViews(reader: Reader, groups: readonly GroupRow[], at: Date): Promise<readonly GroupView[]> {
  const groupIds = groups.map((group) => group.id);
  const approvers = await approverGroups(reader, { groupIds, at });
  const members = await firstMembersOf(reader, { groupIds, at, each: membersShown });
  const counts = await countMembers(reader, { groupIds, at });
  const views = await memberViews(reader, members);
  return groups.map(({ id, slug, name }) => ({
    id,
    slug,
    name,
    isApprover: approvers.has(id),
    memberCount: counts.get(id)?.members ?? 0,
    pendingCount: counts.get(id)?.pending ?? 0,
    members: views.filter((_, at) => members[at]?.groupId === id),
  }));
}

/** In the order given. */
export async function memberViews(reader: Reader, members: readonly MemberRow[]): Promise<readonly MemberView[]> {
  const names = await namesOf(
    reader,
    members.flatMap(({ addedBy, confirmedBy }) => [addedBy, ...(confirmedBy === null ? [] : [confirmedBy])]),
  );
  return members.map((member) => ({
    id: member.id,
    actor: { id: member.actorId, name: member.actorName },
    from: member.from?.toISOString() ?? null,
    addedBy: names.get(member.addedBy) ?? member.addedBy,
    isPending: member.from === null,
    confirmedBy: member.confirmedBy === null ? null : (names.get(member.confirmedBy) ?? member.confirmedBy),
    beginning: member.beginning,
    waitsUntil: member.waitsUntil?.toISOString() ?? null,
  }));
}

export async function groupView(reader: Reader, groupId: string, at: Date): Promise<GroupView> {
  const group = await groupById(reader, groupId);
  const [view] = group ? await groupViews(reader, [group], at) : [];
  if (!view) throw notFound();
  return view;
}
