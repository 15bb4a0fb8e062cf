// What is said of a service account besides what every account has.
import { z } from "zod";
import { Id, Time, type View } from "../kernel/view.ts";
import { grantScopes, roles } from "../roles.ts";

export const AppointedMachine = z
  .object({ id: Id, name: z.string(), role: z.enum(roles), scope: z.enum(grantScopes), scopeName: z.string() })
  .meta({
    id: "AppointedMachine",
    description: "A service account that holds the role of a reviewer or an admin from before only people came to one.",
  });
export type AppointedMachine = View<typeof AppointedMachine>;

export const OwnerDisabledView = z
  .object({
    at: Time.nullable().describe("Null where the log knows of no such act: then it reads nothing either."),
    readsUntil: Time.nullable().describe("Null once that time is over."),
    custodians: z
      .enum(["teams", "organisation", "nobody"])
      .describe(
        "Whose maintainers may hand it over as an admin may: of these teams, each of them; of the organisation; or nobody's.",
      ),
    teams: z.array(z.string()),
    mayHandOver: z.boolean(),
  })
  .meta({ id: "OwnerDisabled", description: "That a service account's owner is disabled, as lists show it." });
export type OwnerDisabledView = View<typeof OwnerDisabledView>;
