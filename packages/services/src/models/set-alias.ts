// Points an alias of a model at one of its sealed versions.
import { AliasName, isStageName, type AliasView } from "@chancery/core";
import {
  endAlias,
  insertAlias,
  lockAlias,
  modelSubject,
  namesOf,
  touchModel,
  versionSubject,
  type VersionSubject,
} from "@chancery/db";
import { z } from "zod";
import { notFound } from "../authorise.ts";
import { refuseIf } from "../refusals.ts";
import { command } from "../command.ts";

/** Stages and aliases share one namespace: a stage's name, in any case, is no alias. */
const FreeAlias = AliasName.refine((name) => !isStageName(name.toLowerCase()), {
  message: "is the name of a stage: a promotion moves it",
});

/** Ends the alias's interval and begins another; pointing it where it points already only leaves an entry. Refused for drafts and revoked versions. */
export const setAlias = command({
  kind: "alias.set@1",
  permission: "alias:set",
  input: z.strictObject({ modelId: z.uuid(), alias: FreeAlias, versionId: z.uuid() }),
  subject: (tx, input) => modelSubject(tx, input.modelId),
  async run({ tx, actor, now, newId }, { modelId, alias: name, versionId }) {
    // Locked before the model, as a vote does; so no alias is set on a version while it is revoked.
    const version = await versionSubject(tx, versionId, { lock: true });
    if (version?.modelId !== modelId) throw notFound();
    refuseIf(whyNotPointAt(version));
    const { current: before, next: from } = await lockAlias(tx, { modelId, name, now });
    const isMoved = before?.versionId !== versionId;
    if (before && isMoved) await endAlias(tx, { id: before.id, at: from, endedBy: actor.id });
    if (isMoved) await insertAlias(tx, { id: newId(), modelId, name, versionId, from, setBy: actor.id });
    await touchModel(tx, { modelId, now });
    const since = before && !isMoved ? before : { from, setBy: actor.id };
    const setBy = (await namesOf(tx, [since.setBy])).get(since.setBy) ?? since.setBy;
    const result: AliasView = { name, versionId, number: version.number, from: since.from.toISOString(), setBy };
    return { result, audit: { modelId, alias: name, versionId, before: before?.versionId ?? null } };
  },
});

const whyNotPointAt = ({ state, number }: VersionSubject) =>
  state === "sealed"
    ? []
    : [{ code: `version_${state}`, message: `version ${number} is ${state}: an alias points at sealed versions only` }];
