// The catalogue of acts: every kind of audit entry there is or ever was. A kind is never changed: what must be said otherwise is its next version.
import { z } from "zod";
import { personalFields, type ActClass, type AnyAct, type OpenData, type Retention } from "./act.ts";
import { accountActs } from "./acts/account.ts";
import { aliasActs } from "./acts/alias.ts";
import { appointmentActs } from "./acts/appointment.ts";
import { datasetActs } from "./acts/dataset.ts";
import { erasureActs } from "./acts/erasure.ts";
import { evaluationActs } from "./acts/evaluation.ts";
import { grantActs } from "./acts/grant.ts";
import { groupActs } from "./acts/group.ts";
import { lineageActs } from "./acts/lineage.ts";
import { logActs } from "./acts/log.ts";
import { modelActs } from "./acts/model.ts";
import { promotionActs } from "./acts/promotion.ts";
import { readingActs } from "./acts/reading.ts";
import { registryActs } from "./acts/registry.ts";
import { serviceAccountActs } from "./acts/service-account.ts";
import { sessionActs } from "./acts/session.ts";
import { teamActs } from "./acts/team.ts";
import { tierActs } from "./acts/tier.ts";
import { tokenActs } from "./acts/token.ts";
import { uploadActs } from "./acts/upload.ts";
import { versionActs } from "./acts/version.ts";
import type { Leaf } from "./leaf.ts";

export const acts = {
  ...registryActs,
  ...accountActs,
  ...erasureActs,
  ...serviceAccountActs,
  ...teamActs,
  ...groupActs,
  ...grantActs,
  ...appointmentActs,
  ...sessionActs,
  ...tokenActs,
  ...modelActs,
  ...tierActs,
  ...aliasActs,
  ...versionActs,
  ...uploadActs,
  ...evaluationActs,
  ...lineageActs,
  ...datasetActs,
  ...promotionActs,
  ...readingActs,
  ...logActs,
} as const;
export type ActKind = keyof typeof acts;
export type ActData<K extends ActKind> = z.infer<(typeof acts)[K]["data"]>;
/** A successful act as its leaf tells it. */
export type ActInLeaf = {
  [K in ActKind]: { readonly kind: K; readonly data: OpenData<(typeof acts)[K]["data"]> };
}[ActKind];

export const actKinds = Object.keys(acts) as readonly ActKind[];
export const isActKind = (kind: string): kind is ActKind => Object.hasOwn(acts, kind);
/** The population an entry of this kind belongs to; null for a kind this Chancery does not know. */
export const classOf = (kind: string): ActClass | null => (isActKind(kind) ? acts[kind].class : null);
export const retentionOf = (kind: ActKind): Retention => acts[kind].retention;
export const actsOfClass = (wanted: ActClass): readonly ActKind[] =>
  actKinds.filter((kind) => acts[kind].class === wanted);

/** True for an act (`promotion.voted@1`), an act in any version (`promotion.voted`), or what comes first in some (`promotion`, `promotion.*`). */
export function namesActs(text: string): boolean {
  const asked = text.replace(/\.\*$/, "");
  return actKinds.some((kind) => kind === asked || [".", "@"].some((end) => kind.startsWith(asked + end)));
}

/** Splits an act's data into what the leaf shows and what only its disclosures hold. */
export function splitPersonal<K extends ActKind>(
  kind: K,
  data: ActData<K>,
): { readonly open: Record<string, unknown>; readonly personal: readonly { name: string; value: string }[] } {
  const { data: schema }: AnyAct = acts[kind];
  const entries = Object.entries(schema.parse(data));
  const hidden = personalFields(schema);
  return {
    open: Object.fromEntries(entries.filter(([name]) => !hidden.includes(name))),
    personal: entries
      .filter(([name, value]) => hidden.includes(name) && value !== undefined)
      .map(([name, value]) => ({ name, value: String(value) })),
  };
}

/** `version.sealed` of `version.sealed@1`. */
export type ActName = ActKind extends infer Kind ? (Kind extends `${infer Name}@${number}` ? Name : never) : never;
/** Every kind of these names, the versions that nobody writes any more included. */
export const kindsNamed = (...names: readonly ActName[]): readonly ActKind[] =>
  actKinds.filter((kind) => (names as readonly string[]).includes(kind.slice(0, kind.lastIndexOf("@"))));

/** What a leaf says was done, typed by its kind. Undefined for a refused act, for a kind this Chancery does not know, and where the data is not that kind's. */
export function actIn({ kind, outcome, after }: Pick<Leaf, "kind" | "outcome" | "after">): ActInLeaf | undefined {
  if (outcome !== "success" || !isActKind(kind)) return undefined;
  const { data: schema }: AnyAct = acts[kind];
  const hidden = personalFields(schema);
  const open = Object.entries(schema.shape).filter(([name]) => !hidden.includes(name));
  const { success, data } = z.strictObject(Object.fromEntries(open)).safeParse(after);
  return success ? ({ kind, data } as ActInLeaf) : undefined; // parsed by the schema of that kind
}
