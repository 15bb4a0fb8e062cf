// What the pages about promotions read.
import "server-only";
import { allowedUnless, orThrow, type PromotionTab } from "@chancery/core";
import { noSuchPage, type Asked } from "#answered.tsx";
import { reasonsFor } from "#components/reasons-for.ts";
import { requirePortal, settle } from "#house.ts";
import { stages } from "#known.ts";

/** One tab of the inbox, and who becomes a reviewer or an admin once this person confirms it. */
export async function loadReviews(params: Asked<"/reviews">["query"]) {
  const { api, me } = await requirePortal();
  const tab: PromotionTab = params.tab ?? "mine";
  const page = await settle(api.promotions.list({ ...params, tab, limit: 40 }));
  const waiting = me.waitingAppointments > 0 ? await api.appointments.waiting({}) : [];
  const told = await settle(api.promotions.dismissed({}));
  return {
    me,
    tab,
    params,
    page,
    waiting: waiting.filter(({ blockedBecause }) => blockedBecause.length === 0),
    dismissed: told.ok ? told.value.items : [],
  };
}

/** The promotion, and the page of its timeline that the address names. */
export async function loadPromotion(
  routeParams: Promise<{ readonly number: string }>,
  { revision, after }: Asked<"/promotions/[number]">["query"],
) {
  const { api, me } = await requirePortal();
  const text = (await routeParams).number.replace(/^P-/i, "");
  if (!/^[1-9]\d{0,8}$/.test(text)) throw noSuchPage();
  const number = Number(text);
  const promotion = await api.promotions.get({ number, ...(revision !== undefined && { revision: Number(revision) }) });
  const first = { items: promotion.timeline, next: promotion.timelineNext };
  return { me, promotion, timeline: after ? await api.promotions.timeline({ number, after }) : first };
}

/** Reasons of the permission matrix: what no change to the version would mend. */
const lackOfRight: ReadonlySet<string> = new Set(["role_missing", "scope_missing"]);

/** The version a promotion is asked for, beside the occupant of the stage it would enter; refused to who may not ask. */
export async function loadRequest({ version: ref, stage = stages().release.id }: Asked<"/promotions/new">["query"]) {
  const { api, me } = await requirePortal();
  if (ref === undefined) throw noSuchPage();
  const version = await api.versions.get({ ref, against: stage });
  const rights = reasonsFor(version, "request-promotion").filter(({ code }) => lackOfRight.has(code));
  orThrow(allowedUnless("FORBIDDEN", rights));
  const earlier = await api.promotions.earlier({ versionId: version.id });
  return { me, stage, version, earlier };
}
