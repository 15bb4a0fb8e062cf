// Records where a version came from: dataset, code, job, or the version it was made out of.
import { can, digestOf, LineageFact, refuse, rolesOn, whyNotRecord, type ActData } from "@chancery/core";
import { insertEdge, touchModel, versionSubject, type EdgeRow, type VersionSubject } from "@chancery/db";
import { z } from "zod";
import { grantsInForce } from "../authorise.ts";
import { refuseIf } from "../refusals.ts";
import { command, type Caused, type Scope } from "../command.ts";
import { datasetPointedAt } from "../datasets/dataset-pointed-at.ts";
import { versionNamed } from "../versions/version-ref.ts";
import { lineageView } from "./lineage-view.ts";

type Told = Pick<EdgeRow, "dataset" | "baseVersion" | "facts"> & {
  readonly caused: readonly Caused<"dataset.registered@1">[];
};
const nothingCaused: Pick<Told, "dataset" | "baseVersion" | "caused"> = {
  dataset: null,
  baseVersion: null,
  caused: [],
};

/** A base version must be visible to the actor, and sealed; an invisible one answers like one that does not exist. */
export const recordLineage = command({
  kind: "lineage.recorded@1",
  permission: "evaluation:record",
  input: z.strictObject({ versionId: z.uuid(), fact: LineageFact }),
  subject: (tx, { versionId }) => versionSubject(tx, versionId, { lock: true }),
  causes: ["dataset.registered@1"],
  async run(scope, { versionId, fact }) {
    const { tx, actor, now, newId, subject } = scope;
    refuseIf(whyNotRecord(subject));
    const { caused, ...told } = await tell(scope, fact);
    const datasetId = told.dataset?.id ?? null;
    const baseVersionId = told.baseVersion?.id ?? null;
    const edge = {
      id: newId(),
      versionId,
      kind: fact.kind,
      datasetId,
      baseVersionId,
      facts: told.facts,
      createdBy: actor.id,
      createdAt: now,
    };
    await insertEdge(tx, edge);
    await touchModel(tx, { modelId: subject.modelId, now });
    const digest = digestOf({ versionId, kind: fact.kind, datasetId, baseVersionId, facts: told.facts });
    const audit: ActData<"lineage.recorded@1"> = { versionId, edgeId: edge.id, kind: fact.kind, digest };
    return { result: lineageView({ ...edge, ...told }), audit, caused };
  },
});

async function tell(scope: Scope<VersionSubject>, fact: LineageFact): Promise<Told> {
  switch (fact.kind) {
    case "trained_on": {
      const { dataset, caused } = await datasetPointedAt(scope, {
        pointer: fact.dataset,
        teamId: scope.subject.teamId,
      });
      const { id, name, version, digest, status } = dataset;
      return { ...nothingCaused, dataset: { id, name, version, sha256: digest, status }, facts: {}, caused };
    }
    case "built_from":
      return {
        ...nothingCaused,
        facts: { repository: fact.repository, commit: fact.commit, dirty: String(fact.isDirty) },
      };
    case "produced_by":
      return { ...nothingCaused, facts: { job: fact.job, ...(fact.url !== undefined && { url: fact.url }) } };
    case "derived_from":
      // The reference itself is not kept: it would name a model to readers who may not see it.
      return { ...nothingCaused, baseVersion: await baseVersion(scope, fact.reference), facts: {} };
  }
}

async function baseVersion({ tx, actor, now, subject }: Scope<VersionSubject>, text: string) {
  const base = await versionNamed(tx, { text, actor });
  const isSeen = base && can(actor, rolesOn(actor, await grantsInForce(tx, actor, now), base), "version:read").ok;
  if (!isSeen || base.state === "draft")
    throw refuse(
      "INVALID_INPUT",
      "base_version_unknown",
      "no sealed version answers to this reference, or none that you may see",
    );
  if (base.id === subject.id)
    throw refuse("INVALID_INPUT", "base_version_is_itself", "a version is not derived from itself");
  return { id: base.id, team: base.teamSlug, name: base.name, number: base.number };
}
