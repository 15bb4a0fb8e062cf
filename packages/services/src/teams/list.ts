// Teams by slug.
import { organisation, SearchText, TeamView, paged, type Page } from "@chancery/core";
import { listTeams as readTeams } from "@chancery/db";
import { pageByKey, PageInput } from "../paging.ts";
import { query } from "../query.ts";
import { teamView } from "./team-view.ts";

export const listTeams = query({
  permission: "team:read",
  input: PageInput.extend({
    /** Part of a name or slug. */
    q: SearchText.optional(),
  }),
  output: paged(TeamView),
  subject: () => Promise.resolve(organisation),
  run({ reader, house }, { q, after, limit }): Promise<Page<TeamView>> {
    return pageByKey(house, {
      filter: ["teams", q],
      after,
      limit,
      keyOf: ({ slug }) => slug,
      read: async (page) => (await readTeams(reader, { q, ...page })).map(teamView),
    });
  },
});
