// People and service accounts, oldest first.
import { organisation, type ActorView, type Page } from "@chancery/core";
import { listActors } from "@chancery/db";
import { z } from "zod";
import { pageByKey, PageInput } from "../paging.ts";
import { query } from "../query.ts";
import { actorViews } from "./actor-view.ts";

export const listPeople = query({
  permission: "person:read",
  input: PageInput.extend({ kind: z.enum(["person", "service"]).optional() }),
  subject: () => Promise.resolve(organisation),
  run({ reader, house }, { kind, after, limit }): Promise<Page<ActorView>> {
    return pageByKey(house, {
      filter: ["people", kind],
      after,
      limit,
      keyOf: ({ id }) => id,
      read: async (page) => actorViews(reader, await listActors(reader, { kind, ...page })),
    });
  },
});
