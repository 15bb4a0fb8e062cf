// What the pages about promotions read.
import "server-only";
import { isStageName, parseReference } from "@chancery/core";
import { noSuchPage } from "#answered.tsx";
import { requirePortal, settle } from "#house.ts";
import { pick, type SearchParams } from "#search-params.ts";

export const reviewTabs = ["mine", "asked", "team", "decided"] as const;
export type ReviewTab = (typeof reviewTabs)[number];
const isTab = (text: string | undefined): text is ReviewTab =>
  (reviewTabs as readonly (string | undefined)[]).includes(text);

/** One tab of the inbox. */
export async function loadReviews(searchParams: SearchParams) {
  const { api, me } = await requirePortal();
  const params = pick(await searchParams, ["tab", "after"]);
  const tab = isTab(params.tab) ? params.tab : "mine";
  const page = await settle(api.promotions.list({ tab, ...(params.after && { after: params.after }), limit: 50 }));
  return { me, tab, params, page };
}

export async function loadPromotion(routeParams: Promise<{ readonly number: string }>) {
  const { api, me } = await requirePortal();
  const text = (await routeParams).number.replace(/^P-/i, "");
  if (!/^[1-9]\d{0,8}$/.test(text)) throw noSuchPage();
  return { api, me, promotion: await api.promotions.get({ number: Number(text) }) };
}

/** The version a promotion is asked for, beside the occupant of the stage it would enter. */
export async function loadRequest(searchParams: SearchParams) {
  const { api, me } = await requirePortal();
  const params = pick(await searchParams, ["version", "stage"]);
  const stage = params.stage && isStageName(params.stage) ? params.stage : "production";
  if (!params.version || !parseReference(params.version).ok) throw noSuchPage();
  const version = await api.versions.get({ ref: params.version, against: stage });
  return { me, stage, version };
}
