// What a version may come from, by part of a name.
import { pickedAtOnce, type Find } from "#components/still-picker.tsx";

/** A dataset as lineage and evaluations point at it; the value of its option holds it as JSON. */
export type PickedDataset = { readonly name: string; readonly version: string; readonly sha256: string };
export const datasetOf = (value: string): PickedDataset => JSON.parse(value) as PickedDataset;

export const findDatasets: Find = async (api, q, signal) => {
  const page = await api.datasets.list.query({ limit: pickedAtOnce, ...(q !== "" && { q }) }, { signal });
  return page.items
    .filter(({ status }) => status === "active")
    .map(({ name, version, sha256 }) => ({
      value: JSON.stringify({ name, version, sha256 } satisfies PickedDataset),
      label: `${name} ${version}`,
    }));
};

/** Sealed versions of the model itself to begin with, then of whichever model is called so. */
export const findBaseVersions =
  (model: string): Find =>
  async (api, q, signal) => {
    const { items } = await api.versions.list.query({ model, limit: pickedAtOnce }, { signal });
    const own = items.filter(({ state }) => state === "sealed").map(({ number }) => `${model}:${number}`);
    const found = q === "" ? [] : (await api.search.find.query({ q }, { signal })).items;
    const others = found.flatMap((one) => {
      if (one.kind === "version" && one.state === "sealed") return [`${one.team}/${one.name}:${one.number}`];
      if (one.kind === "model")
        return [one.released, one.newest].flatMap((n) => (n ? [`${one.team}/${one.name}:${n}`] : []));
      return [];
    });
    const all = [...own.filter((reference) => reference.includes(q)), ...others];
    return [...new Set(all)].slice(0, pickedAtOnce).map((reference) => ({ value: reference, label: reference }));
  };
