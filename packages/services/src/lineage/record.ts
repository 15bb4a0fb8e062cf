// Records where a version came from: dataset, code, job, or the version it was made out of.
import {
  orThrow,
  can,
  digestOf,
  edgeOf,
  factsOf,
  LineageFact,
  refuse,
  rolesOn,
  mayRecord,
  Target,
  targetOf,
  LineageView,
  type ActData,
} from "@chancery/core";
import { insertEdge, touchModel, type VersionSubject } from "@chancery/db";
import { z } from "zod";
import { command, type Caused, type Scope } from "../command.ts";
import { datasetPointedAt } from "../datasets/dataset-pointed-at.ts";
import { findVersion, lockVersion } from "../subjects/version.ts";
import { lineageView } from "./lineage-view.ts";

/** What an edge points at, in the words of its reader. */
type Pointed = Pick<Parameters<typeof edgeOf>[0], "dataset" | "baseVersion"> & {
  readonly caused: readonly Caused<"dataset.registered@1">[];
};
const nowhere: Pointed = { dataset: null, baseVersion: null, caused: [] };

/** A base version must be visible to the actor, and sealed; an invisible one answers like one that does not exist. */
export const recordLineage = command({
  kind: "lineage.recorded@1",
  permission: "evaluation:record",
  input: z.strictObject({ versionId: Target.version, fact: LineageFact }),
  output: LineageView,
  subject: (tx, { versionId }, asking) => lockVersion(tx, versionId, asking),
  causes: ["dataset.registered@1"],
  async run(scope, { fact }) {
    const { tx, actor, now, newId, subject } = scope;
    const versionId = subject.id;
    orThrow(mayRecord(subject));
    const { caused, dataset, baseVersion } = await pointedAt(scope, fact);
    const id = newId();
    const datasetId = dataset?.id ?? null;
    const baseVersionId = baseVersion?.id ?? null;
    const told = factsOf(fact);
    await insertEdge(tx, { ...told, id, versionId, datasetId, baseVersionId, createdBy: actor.id, createdAt: now });
    await touchModel(tx, { modelId: subject.modelId, now });
    const digest = digestOf({ versionId, kind: told.kind, datasetId, baseVersionId, facts: told.facts });
    const audit: ActData<"lineage.recorded@1"> = { versionId, edgeId: id, kind: told.kind, digest };
    const result = lineageView({ ...edgeOf({ ...told, dataset, baseVersion }), id, createdAt: now });
    return { result, audit, caused };
  },
});

async function pointedAt(scope: Scope<VersionSubject>, fact: LineageFact): Promise<Pointed> {
  switch (fact.kind) {
    case "trained_on": {
      const { dataset, caused } = await datasetPointedAt(scope, {
        pointer: fact.dataset,
        model: scope.subject,
      });
      const { id, name, version, digest, status } = dataset;
      return { ...nowhere, dataset: { id, name, version, sha256: digest, status }, caused };
    }
    case "derived_from":
      return { ...nowhere, baseVersion: await baseVersion(scope, fact.reference) };
    case "built_from":
    case "produced_by":
      return nowhere;
  }
}

async function baseVersion({ tx, actor, grants, subject }: Scope<VersionSubject>, text: string) {
  const base = await findVersion(tx, targetOf("version", text), { actor });
  const isSeen = base && can(actor, rolesOn(actor, grants, base), "version:read").ok;
  if (!isSeen || base.state === "draft")
    throw refuse(
      "INVALID_INPUT",
      "base_version_unknown",
      "no sealed version has this reference, or you may not see it",
    );
  if (base.id === subject.id)
    throw refuse("INVALID_INPUT", "base_version_is_itself", "a version cannot be derived from itself");
  return { id: base.id, team: base.teamSlug, name: base.name, number: base.number };
}
