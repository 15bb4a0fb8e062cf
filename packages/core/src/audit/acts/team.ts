// Acts on teams.
import { z } from "zod";
import { act, id, shape } from "../act.ts";

export const teamActs = {
  "team.created@1": act({
    class: "access",
    data: shape({ teamId: id, slug: z.string() }),
    did: ({ fact }) => `created the team ${fact("slug")}`,
    attempt: "create a team in",
  }),
} as const;
