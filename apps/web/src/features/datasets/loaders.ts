// What the pages about datasets read.
import "server-only";
import { isUuid } from "@chancery/core";
import { noSuchPage } from "#answered.tsx";
import { requirePortal, settle } from "#house.ts";
import { pick, type SearchParams } from "#search-params.ts";

export async function loadDatasets(searchParams: SearchParams) {
  const { api, me } = await requirePortal();
  const params = pick(await searchParams, ["q", "after"]);
  return { me, params, page: await settle(api.datasets.list({ ...params, limit: 50 })) };
}

export async function loadDataset(routeParams: Promise<{ readonly id: string }>) {
  const { api, me } = await requirePortal();
  const { id } = await routeParams;
  if (!isUuid(id)) throw noSuchPage();
  return { me, dataset: await api.datasets.get({ datasetId: id }) };
}
