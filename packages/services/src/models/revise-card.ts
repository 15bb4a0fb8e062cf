// Writes a new revision of a model's card.
import type { Card } from "@chancery/core";
import { modelSubject, touchModel } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { addRevision } from "../versions/add-revision.ts";
import { CardBody, cardOf } from "../versions/card.ts";

/** CONFLICT with the current revision when it is not the one given. */
export const reviseModelCard = command({
  kind: "model.card-revised@1",
  permission: "model:update",
  input: z.strictObject({ modelId: z.uuid(), body: CardBody, revision: z.int().nonnegative() }),
  subject: (tx, { modelId }) => modelSubject(tx, modelId, { lock: true }),
  async run(scope, { modelId, body, revision: basedOn }) {
    const revision = await addRevision(scope, { modelId, versionId: "", field: "card", body, basedOn });
    await touchModel(scope.tx, { modelId, now: scope.now });
    const result: Card = cardOf(revision, new Map([[scope.actor.id, scope.actor.name]]));
    return { result, audit: { modelId, revision: revision.number, digest: revision.digest } };
  },
  after: ({ texts }, { body }) => texts.expect(body),
});
