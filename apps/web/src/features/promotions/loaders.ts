// What the pages about promotions read.
import "server-only";
import { isStageName, orThrow, parseReference } from "@chancery/core";
import { noSuchPage } from "#answered.tsx";
import { reasonsFor } from "#components/blocked-note.tsx";
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

/** Reasons of the permission matrix: what no change to the version would mend. */
const lackOfRight: ReadonlySet<string> = new Set(["role_missing", "scope_missing"]);

/** The version a promotion is asked for, beside the occupant of the stage it would enter; refused to who may not ask. */
export async function loadRequest(searchParams: SearchParams) {
  const { api, me } = await requirePortal();
  const params = pick(await searchParams, ["version", "stage"]);
  const stage = params.stage && isStageName(params.stage) ? params.stage : "production";
  if (!params.version || !parseReference(params.version).ok) throw noSuchPage();
  const version = await api.versions.get({ ref: params.version, against: stage });
  const rights = reasonsFor(version, "request-promotion").filter(({ code }) => lackOfRight.has(code));
  if (rights.length > 0) orThrow({ ok: false, reasons: rights }, "FORBIDDEN");
  return { me, stage, version };
}
