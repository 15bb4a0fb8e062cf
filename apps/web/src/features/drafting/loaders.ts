// What the pages read on which a version is made.
import "server-only";
import { allowedUnless, orThrow } from "@chancery/core";
import { redirect } from "next/navigation";
import { requirePortal, requireRight } from "#house.ts";
import { textToEdit } from "#page-weight.ts";
import { sameOriginPath } from "#same-origin-path.ts";
import type { PortalApi } from "#portal-door.ts";
import { reasonsFor } from "#components/reasons-for.ts";
import { loadVersion, type VersionParams } from "#features/versions/loaders.ts";
import { versionPath } from "#features/versions/format.ts";

/** The model that a version is begun for; whoever may not begin one is told why. */
export async function loadBeginning(routeParams: Promise<{ readonly team: string; readonly name: string }>) {
  const { api, me } = await requirePortal();
  requireRight(me, "version:create");
  const { team, name } = await routeParams;
  const model = await api.models.get({ model: `${team}/${name}` });
  orThrow(allowedUnless("FORBIDDEN", reasonsFor(model, "create-version")));
  return { model, path: `/models/${model.team}/${model.name}` };
}

/** More than these are on their way at once only from a terminal, and those say how many they are. */
const listedUploads = 50;

/** The draft with what it is compared with and filled from. What is no draft any more stands on its own page. */
export async function loadDraft(routeParams: VersionParams) {
  const { api, me, version } = await loadVersion(routeParams);
  if (version.state !== "draft") redirect(sameOriginPath(versionPath(version)));
  const before = await versionBefore(api, version);
  const { items } = await api.models.metrics({ model: `${version.team}/${version.name}`, limit: 200 });
  const listed = Object.fromEntries(items.map(({ name, direction }) => [name, direction]));
  const { items: open, next } = await api.uploads.list({ versionId: version.id, limit: listedUploads });
  return { me, version, before, listed, open, areMoreOpen: next !== null };
}

/** The newest sealed version before it, with the newest label that any before it has. */
async function versionBefore(api: PortalApi, { team, name, number }: { team: string; name: string; number: number }) {
  const { items } = await api.versions.list({ model: `${team}/${name}`, limit: 25 });
  const earlier = items.filter((one) => one.number < number);
  const newest = earlier.find(({ state }) => state === "sealed");
  const labelled = earlier.find(({ label }) => label !== null);
  const label = labelled?.label ? { number: labelled.number, text: labelled.label } : null;
  if (!newest) return { label, version: null };
  const { id, params, card } = await api.versions.get({ versionId: newest.id });
  return { label, version: { id, number: newest.number, params, card: { ...card, body: textToEdit(card.body) } } };
}

export type DraftLoaded = Awaited<ReturnType<typeof loadDraft>>;
export type Before = DraftLoaded["before"];
