// Changes what a draft will freeze besides its files.
import { asJson, orThrow, digestOf, Facts, NewSignature, VersionLabel, mayEdit, Target } from "@chancery/core";
import { saveDraft, touchModel } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { staleRevision } from "../stale.ts";
import { lockVersion } from "../subjects/version.ts";
import { refuseTakenLabel } from "./taken-label.ts";

export const EditVersionInput = z.strictObject({
  versionId: Target.version,
  /** The one the edit was based on. */
  revision: z.int().min(1),
  params: Facts.optional(),
  signature: NewSignature.nullable().optional(),
  environment: Facts.optional(),
  label: VersionLabel.nullable().optional(),
});

/** ILLEGAL_TRANSITION once sealed, CONFLICT when `revision` is not the newest. */
export const editVersion = command({
  kind: "version.edited@1",
  permission: "version:upload",
  input: EditVersionInput,
  output: z.object({ revision: z.int() }),
  subject: (tx, { versionId }, asking) => lockVersion(tx, versionId, asking),
  async run({ tx, now, subject }, { revision, params, signature, environment, label }) {
    orThrow(mayEdit(subject));
    const { id: versionId, modelId } = subject;
    await touchModel(tx, { modelId, now }); // first: a label is given behind the model's row lock
    if (typeof label === "string") await refuseTakenLabel(tx, { modelId, versionId, label });
    const set = {
      ...(params !== undefined && { params }),
      ...(signature !== undefined && { signature }),
      ...(environment !== undefined && { environment }),
      ...(label !== undefined && { label }),
    };
    if (!(await saveDraft(tx, { id: versionId, revision, set }))) throw staleRevision(subject.revision);
    const digest = digestOf(asJson(set));
    return { result: { revision: revision + 1 }, audit: { versionId, digest } };
  },
});
