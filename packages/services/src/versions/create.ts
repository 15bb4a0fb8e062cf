// Registers the next version of a model, as a draft.
import {
  canonicalJson,
  Facts,
  NewDescriptor,
  NewSignature,
  Tags,
  Target,
  VersionLabel,
  Id,
  Reason,
  type ActData,
} from "@chancery/core";
import { insertVersion, takeVersionNumber } from "@chancery/db";
import { z } from "zod";
import { command, type Caused, type Scope } from "../command.ts";
import { lockModel } from "../subjects/model.ts";
import { addRevision } from "./add-revision.ts";
import { CardBody } from "./card.ts";
import { warningsFor } from "./approvable.ts";
import { refuseTakenLabel } from "./taken-label.ts";

export const CreateVersionInput = z
  .strictObject({
    model: Target.model,
    kind: z.enum(["files", "external"]).default("files"),
    label: VersionLabel.optional(),
    descriptor: NewDescriptor.optional(),
    params: Facts.default({}),
    signature: NewSignature.optional(),
    environment: Facts.default({}),
    tags: Tags.optional(),
    card: CardBody.optional(),
  })
  .refine(({ kind, descriptor }) => (kind === "external") === (descriptor !== undefined), {
    path: ["descriptor"],
    message: "give a descriptor for an external version, and none for a version with files",
  });

/**
 * Numbers are given under the model's row lock: gap-free, never reused. The model must exist: register it first. `warnings`
 * say where nobody could approve it, because every reviewer is behind the account.
 */
export const createVersion = command({
  kind: "version.created@1",
  permission: "version:create",
  input: CreateVersionInput,
  output: z.object({ id: Id, number: z.int(), modelId: Id, warnings: z.array(Reason) }),
  subject: (tx, { model }, asking) => lockModel(tx, model, asking),
  causes: ["version.revised@1"],
  async run(scope, { kind, label, descriptor, params, signature, environment, tags, card }) {
    const { tx, actor, now, newId, subject } = scope;
    const id = newId();
    const modelId = subject.id;
    const number = await takeVersionNumber(tx, { modelId, now });
    if (label !== undefined) await refuseTakenLabel(tx, { modelId, versionId: id, label });
    await insertVersion(tx, {
      id,
      modelId,
      number,
      label: label ?? null,
      kind,
      descriptor: descriptor ?? null,
      params,
      signature: signature ?? null,
      environment,
      createdBy: actor.id,
      answerableId: actor.answerableId,
      createdAt: now,
    });
    const place = { modelId, versionId: id };
    const caused = [
      ...(card === undefined ? [] : [await firstRevision(scope, { ...place, field: "card", body: card })]),
      ...(tags === undefined
        ? []
        : [await firstRevision(scope, { ...place, field: "tags", body: canonicalJson(tags) })]),
    ];
    const audit = { versionId: id, modelId, number, kind };
    const warnings = await warningsFor(tx, { ...subject, modelId }, { actor, now });
    return { result: { id, number, modelId, warnings }, audit, about: { kind: "version", id }, caused };
  },
  after({ texts }, { card }) {
    if (card !== undefined) texts.expect(card);
  },
});

async function firstRevision(
  scope: Scope<unknown>,
  of: { readonly modelId: string; readonly versionId: string; readonly field: "card" | "tags"; readonly body: string },
): Promise<Caused<"version.revised@1">> {
  const { versionId, field, number, digest } = await addRevision(scope, { ...of, basedOn: 0 });
  const data: ActData<"version.revised@1"> = { versionId, field, revision: number, digest };
  return { kind: "version.revised@1", about: { kind: "version", id: versionId }, data };
}
