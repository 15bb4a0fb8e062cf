// Teams by slug.
import { organisation, type Page, type TeamView } from "@chancery/core";
import { listTeams as readTeams } from "@chancery/db";
import { pageByKey, PageInput } from "../paging.ts";
import { query } from "../query.ts";
import { teamView } from "./team-view.ts";

export const listTeams = query({
  permission: "team:read",
  input: PageInput,
  subject: () => Promise.resolve(organisation),
  run({ reader, house }, { after, limit }): Promise<Page<TeamView>> {
    return pageByKey(house, {
      filter: ["teams"],
      after,
      limit,
      keyOf: ({ slug }) => slug,
      read: async (page) => (await readTeams(reader, page)).map(teamView),
    });
  },
});
