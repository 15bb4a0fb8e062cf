// Registers a model in a team: who registers it owns it, or who answers for the service account that does.
import { collisionKey, ModelName, prose, refuse, Tags, visibilities, Target, Id } from "@chancery/core";
import { insertModel, insertOwner } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { findTeam } from "../subjects/team.ts";

export const CreateModelInput = z.strictObject({
  team: Target.team,
  name: ModelName,
  description: prose(4000).default(""),
  visibility: z.enum(visibilities).default("organisation"),
  tags: Tags.default({}),
});

/** CONFLICT when a name in the team looks like this one, upper or lower case. */
export const createModel = command({
  kind: "model.registered@1",
  permission: "model:create",
  input: CreateModelInput,
  output: z.object({ id: Id }),
  subject: (tx, { team }) => findTeam(tx, team),
  async run({ tx, actor, now, newId, subject }, { name, description, visibility, tags }) {
    const id = newId();
    const { teamId, slug } = subject;
    const model = { id, teamId, name, description, tags, visibility, createdAt: now, createdBy: actor.id };
    await insertModel(tx, model, () =>
      refuse("CONFLICT", "model_name_taken", `${slug} has a model whose name reads '${collisionKey(name)}' already`),
    );
    await insertOwner(tx, { id: newId(), modelId: id, ownerId: actor.answerableId, from: now, setBy: actor.id });
    return { result: { id }, audit: { modelId: id, teamId, name, visibility }, about: { kind: "model", id } };
  },
});
