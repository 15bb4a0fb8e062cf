// What the pages about datasets read.
import "server-only";
import { isUuid } from "@chancery/core";
import { noSuchPage, type Asked } from "#answered.tsx";
import { requirePortal, settle } from "#house.ts";

export async function loadDatasets(params: Asked<"/datasets">["query"]) {
  const { api, me } = await requirePortal();
  return { me, params, page: await settle(api.datasets.list({ ...params, limit: 50 })) };
}

export async function loadDataset(
  routeParams: Promise<{ readonly id: string }>,
  { after }: Asked<"/datasets/[id]">["query"],
) {
  const { api, me } = await requirePortal();
  const { id } = await routeParams;
  if (!isUuid(id)) throw noSuchPage();
  const dataset = await api.datasets.get({ datasetId: id });
  return { me, dataset, uses: await api.datasets.versions({ datasetId: id, after }) };
}
