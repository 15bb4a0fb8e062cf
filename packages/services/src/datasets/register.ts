// Registers a dataset: these bytes, under this name, owned by a team.
import { DatasetName, line, refuse, Sha256, Target, DatasetSummary } from "@chancery/core";
import { datasetInTeam, insertDataset, namesOf, publishDataset, visibleDatasetOf } from "@chancery/db";
import { z } from "zod";
import { command } from "../command.ts";
import { visibleTo } from "../query.ts";
import { findTeam } from "../subjects/team.ts";
import { datasetSummary } from "./dataset-summary.ts";
import { refuseOtherBytes, registeredMeanwhile } from "./other-bytes.ts";

/**
 * One of the team's that came into being through a version becomes open to everyone. CONFLICT when these bytes are
 * registered under this name, by the team or by one whose dataset the actor sees, or the team has other bytes of this
 * name and version. Another team's hidden dataset changes no answer.
 */
export const registerDataset = command({
  kind: "dataset.registered@1",
  permission: "dataset:register",
  input: z.strictObject({ team: Target.team, name: DatasetName, version: line(100), sha256: Sha256 }),
  output: DatasetSummary,
  subject: (tx, { team }) => findTeam(tx, team),
  async run({ tx, actor, now, newId, subject, grants }, { name, version, sha256 }) {
    const taken = () => refuse("CONFLICT", "dataset_exists", `these bytes are already registered as ${name}`);
    const known = await datasetInTeam(tx, { teamId: subject.teamId, name, digest: sha256 });
    if (known) {
      if (known.modelId === null || known.version !== version) throw taken();
      await publishDataset(tx, known.id);
      const audit = { datasetId: known.id, name, version, sha256 };
      const about = { kind: "dataset", id: known.id };
      return { result: datasetSummary(known, await namesOf(tx, [known.ownerId])), audit, about };
    }
    const visible = visibleTo(actor, grants, "dataset:read");
    if (await visibleDatasetOf(tx, visible, { name, digest: sha256 })) throw taken();
    await refuseOtherBytes(tx, { teamId: subject.teamId, name, version, sha256 });
    const id = newId();
    const dataset = {
      id,
      teamId: subject.teamId,
      name,
      version,
      digest: sha256,
      ownerId: actor.answerableId,
      modelId: null,
      createdAt: now,
    };
    await insertDataset(tx, dataset, () => registeredMeanwhile({ name, version }));
    const row = { ...dataset, teamSlug: subject.slug, status: "active" as const, statusReason: null, revision: 1 };
    const result: DatasetSummary = datasetSummary(row, await namesOf(tx, [dataset.ownerId]));
    return { result, audit: { datasetId: id, name, version, sha256 }, about: { kind: "dataset", id } };
  },
});
