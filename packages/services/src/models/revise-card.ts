// Writes a new revision of a model's card.
import { Card } from "@chancery/core";
import { touchModel } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { addRevision } from "../versions/add-revision.ts";
import { CardBody, cardOf } from "../versions/card.ts";
import { Target } from "@chancery/core";
import { lockModel } from "../subjects/model.ts";

/** CONFLICT with the current revision when it is not the one given. */
export const reviseModelCard = command({
  kind: "model.card-revised@1",
  permission: "model:update",
  input: z.strictObject({ modelId: Target.model, body: CardBody, revision: z.int().nonnegative() }),
  output: Card,
  subject: (tx, { modelId }, asking) => lockModel(tx, modelId, asking),
  async run(scope, { body, revision: basedOn }) {
    const modelId = scope.subject.id;
    const revision = await addRevision(scope, { modelId, versionId: "", field: "card", body, basedOn });
    await touchModel(scope.tx, { modelId, now: scope.now });
    const result: Card = cardOf(revision, new Map([[scope.actor.id, scope.actor.name]]));
    return { result, audit: { modelId, revision: revision.number, digest: revision.digest } };
  },
  after: ({ texts }, { body }) => texts.expect(body),
});
