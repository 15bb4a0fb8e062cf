// The one search: models, versions, promotions, people and log entries by what was typed, each as far as the caller may see it.
import {
  can,
  organisation,
  readSearch,
  rolesOn,
  SearchText,
  Finding,
  type Permission,
  type SearchTerms,
} from "@chancery/core";
import {
  actorsFound,
  holdersOf,
  modelsCalled,
  newestSealed,
  promotionFound,
  readEntries,
  stagesIn,
  versionsFound,
  type FoundModel,
  type FoundVersion,
  type Reader,
  type Visible,
} from "@chancery/db";
import { z } from "zod";
import { listing, visibleTo } from "../query.ts";

/** Of each kind no more than this is answered: whoever wants more says more. */
const shown = { models: 8, versions: 8, people: 5 };

/** Best first, at most a few of each kind. People and log entries are found by those who may read grants and the log. */
export const findAnything = listing({
  permission: "model:read",
  input: z.strictObject({ q: SearchText }),
  output: z.object({ items: z.array(Finding) }),
  async run({ reader, actor, grants, visible }, { q }): Promise<{ readonly items: readonly Finding[] }> {
    const terms = readSearch(q);
    const held = rolesOn(actor, grants, organisation);
    const may = (permission: Permission) => can(actor, held, permission).ok;
    const reach = (permission: "version:read" | "promotion:read") =>
      can(actor, ["viewer"], permission).ok ? visibleTo(actor, grants, permission) : undefined; // the token's scopes; roles cut the rows
    const promotions = reach("promotion:read");
    const versions = reach("version:read");
    const isPromotion = terms.promotion !== undefined && promotions !== undefined;
    return {
      items: [
        ...(isPromotion ? await promotionFound(reader, promotions, terms.promotion) : []),
        ...(await modelsAndVersions(reader, terms, { models: visible, versions })),
        ...(terms.person !== undefined && may("grant:read")
          ? await actorsFound(reader, { text: terms.person, limit: shown.people })
          : []),
        ...(terms.entry !== undefined && may("audit:read") ? await entryFound(reader, terms.entry) : []),
      ],
    };
  },
});

type Reach = { readonly models: Visible; readonly versions: Visible | undefined };

async function modelsAndVersions(reader: Reader, terms: SearchTerms, reach: Reach): Promise<readonly Finding[]> {
  const { model: text, version: number, sha256 } = terms;
  const models = text === undefined ? [] : await modelsCalled(reader, reach.models, { text, limit: shown.models });
  if (number === undefined && sha256 === undefined) return modelsFound(reader, models);
  if (reach.versions === undefined) return [];
  const by = sha256 === undefined ? { modelIds: models.map(({ id }) => id), number: number ?? 0 } : { sha256 };
  return withStages(reader, await versionsFound(reader, reach.versions, { by, limit: shown.versions }));
}

async function modelsFound(reader: Reader, models: readonly FoundModel[]): Promise<readonly Finding[]> {
  const modelIds = models.map(({ id }) => id);
  const holders = await holdersOf(reader, modelIds);
  const newest = await newestSealed(reader, modelIds);
  const { release } = stagesIn(reader);
  return models.map(({ id, team, name }) => ({
    kind: "model",
    team,
    name,
    released: holders.find(({ modelId, stage }) => modelId === id && stage === release.id)?.number ?? null,
    newest: newest.get(id)?.number ?? null,
  }));
}

async function withStages(reader: Reader, versions: readonly FoundVersion[]): Promise<readonly Finding[]> {
  const holders = await holdersOf(reader, [...new Set(versions.map(({ modelId }) => modelId))]);
  return versions.map(({ id, team, name, number, state }) => ({
    kind: "version",
    team,
    name,
    number,
    state,
    stages: holders.filter(({ versionId }) => versionId === id).map(({ stage }) => stage),
  }));
}

async function entryFound(reader: Reader, index: number): Promise<readonly Finding[]> {
  const entries = await readEntries(reader, { from: index, below: index + 1, limit: 1 });
  return entries.map(() => ({ kind: "entry", index }));
}
