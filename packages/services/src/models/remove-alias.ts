// Takes an alias off a model; its interval stays in the record.
import { AliasName, aliasMeant, refuse } from "@chancery/core";
import { endAlias, lockAliases, modelSubject, nextOfAlias, touchModel } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";

/** NOT_FOUND when the model has no such alias now, in this spelling or in one that reads the same. */
export const removeAlias = command({
  kind: "alias.removed@1",
  permission: "alias:set",
  input: z.strictObject({ modelId: z.uuid(), alias: AliasName }),
  subject: (tx, input) => modelSubject(tx, input.modelId),
  async run({ tx, actor, now }, { modelId, alias }) {
    const current = aliasMeant(alias, await lockAliases(tx, modelId));
    if (!current) throw refuse("NOT_FOUND", "alias_not_set", `this model has no alias ${alias}`);
    const { id, name, versionId } = current;
    await endAlias(tx, { id, at: await nextOfAlias(tx, { modelId, name, now }), endedBy: actor.id });
    await touchModel(tx, { modelId, now });
    return { result: {}, audit: { modelId, alias: name, versionId } };
  },
});
