// Replaces a version's tags by a new revision of them, before or after sealing.
import { canonicalJson, Tags, Target } from "@chancery/core";
import { touchModel } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { lockVersion } from "../subjects/version.ts";
import { addRevision } from "./add-revision.ts";

/** CONFLICT with the current revision when it is not the one given (0 before the first). */
export const reviseVersionTags = command({
  kind: "version.revised@1",
  permission: "version:revise",
  input: z.strictObject({ versionId: Target.version, tags: Tags, revision: z.int().nonnegative() }),
  output: z.object({ revision: z.int() }),
  subject: (tx, { versionId }, asking) => lockVersion(tx, versionId, asking),
  async run(scope, { tags, revision: basedOn }) {
    const { id: versionId, modelId } = scope.subject;
    const body = canonicalJson(tags);
    const revision = await addRevision(scope, { modelId, versionId, field: "tags", body, basedOn });
    await touchModel(scope.tx, { modelId, now: scope.now });
    const audit = { versionId, field: "tags", revision: revision.number, digest: revision.digest };
    return { result: { revision: revision.number }, audit };
  },
});
