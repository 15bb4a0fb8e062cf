// People and service accounts, oldest first; e-mail addresses only for who may see them.
import { can, organisation, rolesOn, SearchText, Target, ListedActor, paged, type Page } from "@chancery/core";
import { actorById, listActors } from "@chancery/db";
import { z } from "zod";
import { pageByKey, PageInput } from "../paging.ts";
import { query } from "../query.ts";
import { refuseUnknown } from "../unknown-filter.ts";
import { ownerDisabledViews } from "../service-accounts/orphaned.ts";
import { findAccount } from "../subjects/account.ts";
import { actorViews } from "./actor-view.ts";

export const listPeople = query({
  permission: "person:read",
  input: PageInput.extend({
    id: Target.account.optional(),
    kind: z.enum(["person", "service"]).optional(),
    /** Service accounts this person answers for. */
    ownerId: Target.account.optional(),
    /** Part of a name. */
    q: SearchText.optional(),
    /** Without disabled accounts. */
    isUsable: z.boolean().optional(),
  }),
  output: paged(ListedActor),
  subject: () => Promise.resolve(organisation),
  async run(
    { reader, house, actor, grants, now, subject, asking },
    { after, limit, id, ownerId, ...given },
  ): Promise<Page<ListedActor>> {
    const idOf = async (target: Target<"account">) =>
      target.id ?? (await findAccount(reader, target, asking))?.id ?? "";
    const filter = {
      ...given,
      ...(id && { id: await idOf(id) }),
      ...(ownerId && { ownerId: await idOf(ownerId) }),
    };
    const held = rolesOn(actor, grants, subject);
    const onlooker = {
      actor,
      now,
      seesAddresses: can(actor, held, "person:read-address").ok,
      seesResets: can(actor, held, "password:confirm-reset").ok,
    };
    const page = await pageByKey<ListedActor>(house, {
      filter: ["people", filter],
      after,
      limit,
      keyOf: ({ id }) => id,
      read: async (range) => {
        const rows = await listActors(reader, { ...filter, ...range });
        const orphaned = await ownerDisabledViews(reader, rows, { actor, grants, now });
        const views = await actorViews(reader, rows, onlooker);
        return views.map((view) => ({ ...view, ownerDisabled: orphaned.get(view.id) ?? null }));
      },
    });
    if (page.items.length === 0 && after === undefined)
      await refuseUnknown({
        filter: "ownerId",
        value: ownerId?.text,
        what: "account",
        exists: async () => (await actorById(reader, filter.ownerId ?? "")) !== undefined,
      });
    return page;
  },
});
