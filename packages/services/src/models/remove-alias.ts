// Takes an alias off a model; its interval stays in the record.
import { AliasName, aliasMeant, refuse, Target, Done } from "@chancery/core";
import { endAlias, lockAliases, nextOfAlias, touchModel } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { findModel } from "../subjects/model.ts";

/** NOT_FOUND when the model has no such alias now, in this spelling or in one that reads the same. */
export const removeAlias = command({
  kind: "alias.removed@1",
  permission: "alias:set",
  input: z.strictObject({ modelId: Target.model, alias: AliasName }),
  output: Done,
  subject: (tx, { modelId }, asking) => findModel(tx, modelId, asking),
  async run({ tx, actor, now, subject: { id: modelId } }, { alias }) {
    const current = aliasMeant(alias, await lockAliases(tx, modelId));
    if (!current) throw refuse("NOT_FOUND", "alias_not_set", `this model has no alias ${alias}`);
    const { id, name, versionId } = current;
    await endAlias(tx, { id, at: await nextOfAlias(tx, { modelId, name, now }), endedBy: actor.id });
    await touchModel(tx, { modelId, now });
    return { result: {}, audit: { modelId, alias: name, versionId } };
  },
});
