// Writes a new revision of a version's card, before or after sealing. Votes cast before become stale.
import { Card } from "@chancery/core";
import { touchModel } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { lockVersion } from "../subjects/version.ts";
import { addRevision } from "./add-revision.ts";
import { CardBody, cardOf } from "./card.ts";
import { Target } from "@chancery/core";

/** CONFLICT with the current revision when it is not the one given (0 before the first). */
export const reviseVersionCard = command({
  kind: "version.revised@1",
  permission: "version:revise",
  input: z.strictObject({ versionId: Target.version, body: CardBody, revision: z.int().nonnegative() }),
  output: Card,
  subject: (tx, { versionId }, asking) => lockVersion(tx, versionId, asking),
  async run(scope, { body, revision: basedOn }) {
    const { id: versionId, modelId } = scope.subject;
    const revision = await addRevision(scope, { modelId, versionId, field: "card", body, basedOn });
    await touchModel(scope.tx, { modelId, now: scope.now });
    const result: Card = cardOf(revision, new Map([[scope.actor.id, scope.actor.name]]));
    return { result, audit: { versionId, field: "card", revision: revision.number, digest: revision.digest } };
  },
  after: ({ texts }, { body }) => texts.expect(body),
});
