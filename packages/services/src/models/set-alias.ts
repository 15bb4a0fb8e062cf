// Points an alias of a model at one of its sealed versions.
import {
  orThrow,
  allowed,
  refused,
  collisionKey,
  NewAliasName,
  refuse,
  mayNameAlias,
  maySetAlias,
  Target,
  AliasView,
} from "@chancery/core";
import {
  endAlias,
  insertAlias,
  lockAliases,
  namesOf,
  nextOfAlias,
  touchModel,
  type VersionSubject,
} from "@chancery/db";
import { z } from "zod";
import { assertRecorded } from "../audit/said.ts";
import { notFound } from "../authorise.ts";
import { command } from "../command.ts";
import { findModel } from "../subjects/model.ts";
import { lockVersion } from "../subjects/version.ts";
import { aliasView } from "./alias-view.ts";

/**
 * Ends the alias's interval and begins another; pointing it where it points already only leaves an entry. Refused for
 * drafts and revoked versions, and (CONFLICT) beside an alias that reads the same.
 */
export const setAlias = command({
  kind: "alias.set@1",
  permission: "alias:set",
  input: z.strictObject({ modelId: Target.model, alias: NewAliasName, versionId: Target.version }),
  output: AliasView,
  subject: (tx, { modelId }, asking) => findModel(tx, modelId, asking),
  async run({ tx, actor, now, newId, house, subject: { id: modelId } }, { alias: name, versionId: asked }) {
    orThrow(mayNameAlias(name, house.db.stages));
    // Locked before the model, as a vote does; so no alias is set on a version while it is revoked.
    const version = await lockVersion(tx, asked, { actor });
    if (version?.modelId !== modelId) throw notFound(asked);
    const versionId = version.id;
    orThrow(mayPointAt(version));
    const inForce = await lockAliases(tx, modelId);
    const standing = inForce
      .filter((alias) => alias.name === name)
      .map(({ id }) => ({ table: "aliases", id }) as const);
    await assertRecorded({ reader: tx, house }, [{ table: "versions", id: versionId }, ...standing]);
    const names = inForce.map((alias) => alias.name);
    orThrow(maySetAlias(name, names));
    const before = inForce.find((alias) => alias.name === name);
    const from = await nextOfAlias(tx, { modelId, name, now });
    const isMoved = before?.versionId !== versionId;
    if (before && isMoved) await endAlias(tx, { id: before.id, at: from, endedBy: actor.id });
    const nameKey = before ? before.nameKey : collisionKey(name);
    const interval = { id: newId(), modelId, name, nameKey, versionId, from, setBy: actor.id };
    if (isMoved) await insertAlias(tx, interval, () => alreadySet(name));
    await touchModel(tx, { modelId, now });
    const since = before && !isMoved ? before : { from, setBy: actor.id };
    const setBy = await namesOf(tx, [since.setBy]);
    const result: AliasView = aliasView({ name, versionId, number: version.number, ...since }, { names, setBy });
    return { result, audit: { modelId, alias: name, versionId, before: before?.versionId ?? null } };
  },
});

const alreadySet = (name: string) =>
  refuse("CONFLICT", "alias_name_taken", `this model has an alias that looks like ${name}: use that one`);

const mayPointAt = ({ state, number }: VersionSubject) =>
  state === "sealed"
    ? allowed
    : refused("ILLEGAL_TRANSITION", {
        code: `version_${state}`,
        message: `version ${number} is ${state}: an alias can only point at a sealed version`,
      });
