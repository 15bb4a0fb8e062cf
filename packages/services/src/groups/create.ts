// Groups hold roles for their members.
import { line, organisation, refuse, TeamSlug, GroupView } from "@chancery/core";
import { insertGroup, onUniqueViolation } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";

/** CONFLICT when the slug is taken. */
export const createGroup = command({
  kind: "group.created@1",
  permission: "group:manage",
  input: z.strictObject({ slug: TeamSlug, name: line(200) }),
  output: GroupView,
  subject: () => Promise.resolve(organisation),
  async run({ tx, now, newId }, { slug, name }) {
    const id = newId();
    await onUniqueViolation(insertGroup(tx, { id, slug, name, createdAt: now }), () =>
      refuse("CONFLICT", "group_taken", `a group ${slug} already exists`),
    );
    const result: GroupView = { id, slug, name, isApprover: false, memberCount: 0, pendingCount: 0, members: [] };
    return { result, audit: { groupId: id, slug }, about: { kind: "group", id } };
  },
});
