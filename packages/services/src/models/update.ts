// Changes what a model is described by and who may see it.
import { digestOf, prose, Tags, visibilities, Target } from "@chancery/core";
import { saveModel } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { staleRevision } from "../stale.ts";
import { lockModel } from "../subjects/model.ts";

export const UpdateModelInput = z
  .strictObject({
    modelId: Target.model,
    /** The one the edit was based on. */
    revision: z.int().min(1),
    description: prose(4000).optional(),
    tags: Tags.optional(),
    visibility: z.enum(visibilities).optional(),
  })
  .refine(
    ({ description, tags, visibility }) => description !== undefined || tags !== undefined || visibility !== undefined,
    {
      message: "give a description, tags or a visibility",
    },
  );

/** CONFLICT with the current revision when it is not the one given. */
export const updateModel = command({
  kind: "model.updated@1",
  permission: "model:update",
  input: UpdateModelInput,
  output: z.object({ revision: z.int() }),
  subject: (tx, { modelId }, asking) => lockModel(tx, modelId, asking),
  async run({ tx, now, subject }, { revision, description, tags, visibility }) {
    const modelId = subject.id;
    if (revision !== subject.revision) throw staleRevision(subject.revision);
    const set = {
      ...(description !== undefined && { description }),
      ...(tags !== undefined && { tags }),
      ...(visibility !== undefined && { visibility }),
    };
    await saveModel(tx, { id: modelId, revision, now, set });
    const audit = { modelId, fields: Object.keys(set).sort(), visibility: visibility ?? null, digest: digestOf(set) };
    return { result: { revision: revision + 1 }, audit };
  },
});
