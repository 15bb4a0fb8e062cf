// What the pages about one version read.
import "server-only";
import { isStageName } from "@chancery/core";
import { noSuchPage } from "#answered.tsx";
import { requirePortal, settle } from "#house.ts";
import { pick, type SearchParams } from "#search-params.ts";

export type VersionParams = Promise<{ readonly team: string; readonly name: string; readonly number: string }>;

/** A version by the segments of its address, compared with the occupant of production or of the stage in `against`. */
export async function loadVersion(routeParams: VersionParams, searchParams?: SearchParams) {
  const { api, me } = await requirePortal();
  const { team, name, number } = await routeParams;
  if (!/^[1-9]\d{0,8}$/.test(number)) throw noSuchPage();
  const { against } = pick((await searchParams) ?? {}, ["against"]);
  const version = await api.versions.get({
    ref: `${team}/${name}:${number}`,
    ...(against && isStageName(against) && { against }),
  });
  return { api, me, version };
}

/**
 * What `/compare` shows. `v` once is a candidate, compared with production; twice, the baseline comes first; more are left
 * out. Nothing is loaded before a candidate is named; a name that is wrong is said beside the form.
 */
export async function loadComparison(searchParams: SearchParams) {
  const { api } = await requirePortal();
  const query = await searchParams;
  const named = [query["v"] ?? []]
    .flat()
    .map((text) => text.trim())
    .filter((text) => text !== "");
  const [first = "", second] = named;
  const asked = second === undefined ? { baseline: "", candidate: first } : { baseline: first, candidate: second };
  const isOnlyChanged = query["only"] === "changed";
  const shown = asked.candidate === "" ? [] : [asked.baseline, asked.candidate].filter((text) => text !== "");
  const kept = new URLSearchParams([
    ...shown.map((text) => ["v", text]),
    ...(isOnlyChanged ? [] : [["only", "changed"]]),
  ]);
  const loaded =
    asked.candidate === ""
      ? null
      : await settle(
          api.versions.compare({ ref: asked.candidate, ...(asked.baseline !== "" && { against: asked.baseline }) }),
        );
  return { asked, loaded, isOnlyChanged, toggleHref: `/compare?${kept.toString()}` };
}

/** The version with one page of its files. */
export async function loadFiles(routeParams: VersionParams, searchParams: SearchParams) {
  const loaded = await loadVersion(routeParams);
  const params = pick(await searchParams, ["after"]);
  const page = await settle(loaded.api.versions.files({ versionId: loaded.version.id, ...params, limit: 200 }));
  return { ...loaded, params, page };
}
