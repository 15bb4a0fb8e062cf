// What the pages about models read.
import "server-only";
import type { Asked } from "#answered.tsx";
import { requirePortal, settle } from "#house.ts";
import { stages } from "#known.ts";
import type { PortalApi } from "#portal-door.ts";

/** The list as the URL asks for it. */
export async function loadModels(params: Asked<"/models">["query"]) {
  const { api, me } = await requirePortal();
  return { me, params, page: await settle(api.models.list({ ...params, order: "changed", limit: 50 })) };
}

type ModelParams = Promise<{ readonly team: string; readonly name: string }>;

/** A model by the two segments of its address. */
export async function loadModel(routeParams: ModelParams) {
  const { api, me } = await requirePortal();
  const { team, name } = await routeParams;
  const model = await api.models.get({ model: `${team}/${name}` });
  return { api, me, model, path: `/models/${model.team}/${model.name}` };
}

/** The model with what it says of its metrics, and whose approvals a change of it would void. */
export async function loadSettings(routeParams: ModelParams) {
  const loaded = await loadModel(routeParams);
  const { model, api } = loaded;
  const metrics = await api.models.metrics({ model: `${model.team}/${model.name}`, limit: 200 });
  const { promotions } = await api.promotions.atStakeOfModel({ modelId: model.id });
  return { ...loaded, metrics, atStake: promotions };
}

/** The model with who let its released version in. */
export async function loadOverview(routeParams: ModelParams) {
  const loaded = await loadModel(routeParams);
  const { model, api } = loaded;
  const isReleased = model.stages.some((holder) => holder.stage === stages().release.id);
  const stay = await settle(
    isReleased ? stayOf(api, `${model.team}/${model.name}`) : Promise.resolve({ stay: null, contradicted: [] }),
  );
  return { ...loaded, stay };
}

async function stayOf(api: PortalApi, model: string) {
  const { holders, contradicted } = await api.models.history({ model, limit: 1 });
  return { stay: holders.find(({ stage }) => stage === stages().release.id) ?? null, contradicted };
}

export async function loadVersions(routeParams: ModelParams, params: Asked<"/models/[team]/[name]/versions">["query"]) {
  const loaded = await loadModel(routeParams);
  const model = `${loaded.model.team}/${loaded.model.name}`;
  const page = await settle(loaded.api.versions.list({ model, ...params, limit: 50 }));
  return { ...loaded, params, page };
}

/** Every stay, and who held each stage at the asked instant. */
export async function loadHistory(routeParams: ModelParams, params: Asked<"/models/[team]/[name]/history">["query"]) {
  const loaded = await loadModel(routeParams);
  const model = `${loaded.model.team}/${loaded.model.name}`;
  const history = await settle(loaded.api.models.history({ model, ...params, limit: 50 }));
  return { ...loaded, params, history };
}
