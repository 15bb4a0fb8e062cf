// One group with its first members.
import { organisation, TeamSlug, type GroupView } from "@chancery/core";
import { groupBySlug } from "@chancery/db";
import { z } from "zod";
import { notFound } from "../authorise.ts";
import { query } from "../query.ts";
import { groupViews } from "./group-view.ts";

export const getGroup = query({
  permission: "person:read",
  input: z.strictObject({ slug: TeamSlug }),
  subject: () => Promise.resolve(organisation),
  async run({ reader, now }, { slug }): Promise<GroupView> {
    const group = await groupBySlug(reader, slug);
    const [view] = group ? await groupViews(reader, [group], now) : [];
    if (!view) throw notFound();
    return view;
  },
});
