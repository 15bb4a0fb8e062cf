// What the pages about one version read.
import "server-only";
import { noSuchPage, type Asked } from "#answered.tsx";
import { requirePortal, settle } from "#house.ts";
import { comparedPath } from "./format.ts";

export type VersionParams = Promise<{ readonly team: string; readonly name: string; readonly number: string }>;

/** A version by the segments of its address, compared with the occupant of the release stage or of the one in `against`. */
export async function loadVersion(
  routeParams: VersionParams,
  query: Asked<"/models/[team]/[name]/v/[number]">["query"] = {},
) {
  const { api, me } = await requirePortal();
  const { team, name, number } = await routeParams;
  if (!/^[1-9]\d{0,8}$/.test(number)) throw noSuchPage();
  const version = await api.versions.get({ ref: `${team}/${name}:${number}`, ...query });
  return { api, me, version };
}

/** The version, and while it is no more than registered whether anybody could approve it, for who may go on with it. */
export async function loadEvidence(
  routeParams: VersionParams,
  query: Asked<"/models/[team]/[name]/v/[number]">["query"],
) {
  const loaded = await loadVersion(routeParams, query);
  const { api, version } = loaded;
  if (version.promotionCount > 0 || !version.availableActions.includes("revise")) return { ...loaded, warnings: [] };
  return { ...loaded, ...(await api.versions.approvalWarnings({ versionId: version.id })) };
}

/** The version with whose approvals a new revision of its card would void, for who may write one. */
export async function loadCard(routeParams: VersionParams) {
  const loaded = await loadVersion(routeParams);
  const { api, version } = loaded;
  if (!version.availableActions.includes("revise")) return { ...loaded, atStake: [] };
  const { promotions } = await api.promotions.atStakeOfVersion({ versionId: version.id });
  return { ...loaded, atStake: promotions };
}

/**
 * What `/compare` shows. `v` once is a candidate, compared with what is released; twice, the baseline comes first. Nothing is loaded before a candidate is named; a name that is wrong is said beside the form.
 */
export async function loadComparison({ v: named = [], only, page = "1" }: Asked<"/compare">["query"]) {
  const { api } = await requirePortal();
  const [first = "", second] = named;
  const asked = second === undefined ? { baseline: "", candidate: first } : { baseline: first, candidate: second };
  const isOnlyChanged = only === "changed";
  const shown = asked.candidate === "" ? [] : [asked.baseline, asked.candidate].filter((text) => text !== "");
  const loaded =
    asked.candidate === ""
      ? null
      : await settle(
          api.versions.compare({ ref: asked.candidate, ...(asked.baseline !== "" && { against: asked.baseline }) }),
        );
  const toggleHref = comparedPath(shown, { isOnlyChanged: !isOnlyChanged });
  const hrefOfPage = (number: number) => comparedPath(shown, { isOnlyChanged, page: number });
  return { asked, loaded, isOnlyChanged, toggleHref, page: Number(page), hrefOfPage };
}

/** The version with one page of its evaluations. */
export async function loadEvaluations(
  routeParams: VersionParams,
  params: Asked<"/models/[team]/[name]/v/[number]/evaluations">["query"],
) {
  const loaded = await loadVersion(routeParams);
  const page = await settle(loaded.api.evaluations.list({ versionId: loaded.version.id, ...params, limit: 25 }));
  return { ...loaded, params, page };
}

/** The version with one page of its files. */
export async function loadFiles(
  routeParams: VersionParams,
  params: Asked<"/models/[team]/[name]/v/[number]/files">["query"],
) {
  const loaded = await loadVersion(routeParams);
  const page = await settle(loaded.api.versions.files({ versionId: loaded.version.id, ...params, limit: 50 }));
  return { ...loaded, params, page };
}

/** The version with one page of its lineage. */
export async function loadLineage(
  routeParams: VersionParams,
  { after }: Asked<"/models/[team]/[name]/v/[number]/lineage">["query"],
) {
  const loaded = await loadVersion(routeParams);
  return { ...loaded, page: await loaded.api.lineage.list({ versionId: loaded.version.id, after }) };
}

/** The version with one page of its promotions. */
export async function loadPromotionsOf(
  routeParams: VersionParams,
  { after }: Asked<"/models/[team]/[name]/v/[number]/promotions">["query"],
) {
  const loaded = await loadVersion(routeParams);
  return { ...loaded, page: await loaded.api.promotions.list({ versionId: loaded.version.id, after, limit: 25 }) };
}
