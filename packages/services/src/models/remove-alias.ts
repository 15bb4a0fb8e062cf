// Takes an alias off a model; its interval stays in the record.
import { AliasName, refuse } from "@chancery/core";
import { endAlias, lockAlias, modelSubject, touchModel } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";

/** NOT_FOUND when the model has no such alias now. */
export const removeAlias = command({
  kind: "alias.removed@1",
  permission: "alias:set",
  input: z.strictObject({ modelId: z.uuid(), alias: AliasName }),
  subject: (tx, input) => modelSubject(tx, input.modelId),
  async run({ tx, actor, now }, { modelId, alias: name }) {
    const { current, next } = await lockAlias(tx, { modelId, name, now });
    if (!current) throw refuse("NOT_FOUND", "alias_not_set", `this model has no alias ${name}`);
    await endAlias(tx, { id: current.id, at: next, endedBy: actor.id });
    await touchModel(tx, { modelId, now });
    return { result: {}, audit: { modelId, alias: name, versionId: current.versionId } };
  },
});
