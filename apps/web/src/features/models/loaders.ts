// What the pages about models read.
import "server-only";
import { isStageName, tiers, type Tier } from "@chancery/core";
import { requirePortal, settle } from "#house.ts";
import type { PortalApi } from "#portal-door.ts";
import { pick, type SearchParams } from "#search-params.ts";

const isTier = (text: string): text is Tier => (tiers as readonly string[]).includes(text);

/** The list as the URL asks for it; a stage or tier that does not exist is no filter. */
export async function loadModels(searchParams: SearchParams) {
  const { api, me } = await requirePortal();
  const params = pick(await searchParams, ["q", "team", "stage", "tier", "after"]);
  const { stage, tier, ...rest } = params;
  const page = await settle(
    api.models.list({
      ...rest,
      ...(stage && isStageName(stage) && { stage }),
      ...(tier && isTier(tier) && { tier }),
      limit: 50,
    }),
  );
  return { me, params, page };
}

type ModelParams = Promise<{ readonly team: string; readonly name: string }>;

/** A model by the two segments of its address. */
export async function loadModel(routeParams: ModelParams) {
  const { api, me } = await requirePortal();
  const { team, name } = await routeParams;
  const model = await api.models.get({ model: `${team}/${name}` });
  return { api, me, model, path: `/models/${model.team}/${model.name}` };
}

/** The model with who let its production version in. */
export async function loadOverview(routeParams: ModelParams) {
  const loaded = await loadModel(routeParams);
  const { model, api } = loaded;
  const isInProduction = model.stages.some((holder) => holder.stage === "production");
  const stay = await settle(isInProduction ? stayOf(api, `${model.team}/${model.name}`) : Promise.resolve(null));
  return { ...loaded, stay };
}

async function stayOf(api: PortalApi, model: string) {
  const { items } = await api.models.history({ model, limit: 50 });
  return items.find((occupancy) => occupancy.stage === "production" && occupancy.to === null) ?? null;
}

export async function loadVersions(routeParams: ModelParams, searchParams: SearchParams) {
  const loaded = await loadModel(routeParams);
  const params = pick(await searchParams, ["after"]);
  const model = `${loaded.model.team}/${loaded.model.name}`;
  const page = await settle(loaded.api.versions.list({ model, ...params, limit: 50 }));
  return { ...loaded, params, page };
}

/** Every stay, and who held each stage at the asked instant. `at` is read as UTC. */
export async function loadHistory(routeParams: ModelParams, searchParams: SearchParams) {
  const loaded = await loadModel(routeParams);
  const params = pick(await searchParams, ["at", "after"]);
  const at = params.at ? new Date(/Z$/.test(params.at) ? params.at : `${params.at}Z`) : null;
  const isInstant = at !== null && !Number.isNaN(at.getTime());
  const history = await settle(
    loaded.api.models.history({
      model: `${loaded.model.team}/${loaded.model.name}`,
      ...(isInstant && { at: at.toISOString() }),
      ...(params.after && { after: params.after }),
      limit: 50,
    }),
  );
  return { ...loaded, params, history };
}
