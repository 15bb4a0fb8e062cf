// Groups as readers see them, with who is in them and who waits to be confirmed.
import type { GroupView } from "@chancery/core";
import { approverGroups, groupById, membersOf, namesOf, type GroupRow, type Reader } from "@chancery/db";
import { notFound } from "../authorise.ts";

/** Views in the order given, in three statements however many they are. */
export async function groupViews(reader: Reader, groups: readonly GroupRow[], at: Date): Promise<readonly GroupView[]> {
  const groupIds = groups.map((group) => group.id);
  const approvers = await approverGroups(reader, { groupIds, at });
  const members = await membersOf(reader, { groupIds, at });
  const names = await namesOf(
    reader,
    members.map((member) => member.addedBy),
  );
  return groups.map(({ id, slug, name }) => ({
    id,
    slug,
    name,
    isApprover: approvers.has(id),
    members: members
      .filter((member) => member.groupId === id)
      .map((member) => ({
        id: member.id,
        actor: { id: member.actorId, name: member.actorName },
        from: member.from?.toISOString() ?? null,
        addedBy: names.get(member.addedBy) ?? member.addedBy,
        isPending: member.from === null,
      })),
  }));
}

export async function groupView(reader: Reader, groupId: string, at: Date): Promise<GroupView> {
  const group = await groupById(reader, groupId);
  const [view] = group ? await groupViews(reader, [group], at) : [];
  if (!view) throw notFound();
  return view;
}
