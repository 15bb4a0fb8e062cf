// People and service accounts, oldest first; e-mail addresses only for who may see them.
import { can, organisation, rolesOn, SearchText, type ActorView, type Page } from "@chancery/core";
import { actorById, listActors } from "@chancery/db";
import { z } from "zod";
import { pageByKey, PageInput } from "../paging.ts";
import { query } from "../query.ts";
import { refuseUnknown } from "../unknown-filter.ts";
import { actorViews } from "./actor-view.ts";

export const listPeople = query({
  permission: "person:read",
  input: PageInput.extend({
    id: z.uuid().optional(),
    kind: z.enum(["person", "service"]).optional(),
    /** Service accounts this person answers for. */
    ownerId: z.uuid().optional(),
    /** Part of a name. */
    q: SearchText.optional(),
    /** Without disabled accounts. */
    isUsable: z.boolean().optional(),
  }),
  subject: () => Promise.resolve(organisation),
  async run({ reader, house, actor, grants, subject }, { after, limit, ...filter }): Promise<Page<ActorView>> {
    const seesAddresses = can(actor, rolesOn(actor, grants, subject), "person:read-address").ok;
    const onlooker = { id: actor.id, seesAddresses };
    const page = await pageByKey<ActorView>(house, {
      filter: ["people", filter],
      after,
      limit,
      keyOf: ({ id }) => id,
      read: async (range) => actorViews(reader, await listActors(reader, { ...filter, ...range }), onlooker),
    });
    if (page.items.length === 0 && after === undefined)
      await refuseUnknown({
        filter: "ownerId",
        value: filter.ownerId,
        what: "account",
        exists: async (id) => (await actorById(reader, id)) !== undefined,
      });
    return page;
  },
});
