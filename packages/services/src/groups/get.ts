// One group with its first members.
import { organisation, Target, GroupView } from "@chancery/core";
import { z } from "zod";
import { notFound } from "../authorise.ts";
import { query } from "../query.ts";
import { findGroup } from "../subjects/team.ts";
import { groupViews } from "./group-view.ts";

export const getGroup = query({
  permission: "person:read",
  input: z.strictObject({ slug: Target.group }),
  output: GroupView,
  subject: () => Promise.resolve(organisation),
  async run({ reader, now }, { slug: asked }): Promise<GroupView> {
    const group = await findGroup(reader, asked);
    const [view] = group ? await groupViews(reader, [group], now) : [];
    if (!view) throw notFound(asked);
    return view;
  },
});
