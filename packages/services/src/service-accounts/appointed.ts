// Service accounts that hold the role of a reviewer or an admin from before only people came to one.
import { organisation, AppointedMachine } from "@chancery/core";
import { appointedMachines, scopeNamesOf } from "@chancery/db";
import { z } from "zod";
import { query } from "../query.ts";

/** What they hold stays in force until somebody ends it. */
export const appointedServiceAccounts = query({
  permission: "grant:read",
  input: z.strictObject({}),
  output: z.array(AppointedMachine),
  subject: () => Promise.resolve(organisation),
  async run({ reader }): Promise<readonly AppointedMachine[]> {
    const machines = await appointedMachines(reader);
    const names = await scopeNamesOf(reader, machines);
    return machines.map(({ scopeId, ...machine }) => ({ ...machine, scopeName: names.get(scopeId) ?? scopeId }));
  },
});
