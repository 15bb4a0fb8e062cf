// What a text typed into the one search field may mean, and what it may find.
import { Sha256 } from "./names.ts";
import type { PromotionState } from "./promotion.ts";
import type { StageName } from "./stage.ts";
import type { VersionState } from "./version.ts";

/** Each member that is set is looked for. */
export type SearchTerms = {
  /** Part of a model's name, or of `team/name`. */
  readonly model?: string;
  /** With `model`: that version of it. */
  readonly version?: number;
  readonly sha256?: string;
  readonly promotion?: number;
  readonly entry?: number;
  readonly person?: string;
};

/** A digest means its version, `P-12` and `#12` a promotion, `@ada` a person, `team/name:12` a version, a bare number several things. */
export function readSearch(text: string): SearchTerms {
  const typed = text.trim();
  const sha256 = typed.toLowerCase().replace(/^sha256:/, "");
  if (Sha256.safeParse(sha256).success) return { sha256 };
  if (typed.startsWith("@")) return someText("person", typed.slice(1).trim());
  const promotion = /^(?:#|p-)([1-9]\d{0,8})$/i.exec(typed)?.[1];
  if (promotion !== undefined) return { promotion: Number(promotion) };
  const [, model, version] = /^(.+?)(?::| v)([1-9]\d{0,8})$/.exec(typed) ?? [];
  if (model !== undefined && version !== undefined) return { model: model.trim(), version: Number(version) };
  const named = { ...someText("model", typed), ...someText("person", typed) };
  if (!/^\d{1,9}$/.test(typed)) return named;
  const number = Number(typed);
  return { ...named, entry: number, ...(number > 0 && { promotion: number }) };
}

const someText = (name: "model" | "person", text: string): SearchTerms => (text === "" ? {} : { [name]: text });

/** One thing a search found, with as much as it takes to open it and act on it. */
export type Finding =
  | {
      readonly kind: "model";
      readonly team: string;
      readonly name: string;
      /** The version in the release stage, and the newest sealed one. */
      readonly released: number | null;
      readonly newest: number | null;
    }
  | {
      readonly kind: "version";
      readonly team: string;
      readonly name: string;
      readonly number: number;
      readonly state: VersionState;
      readonly stages: readonly StageName[];
    }
  | {
      readonly kind: "promotion";
      readonly number: number;
      readonly team: string;
      readonly name: string;
      readonly versionNumber: number;
      readonly stage: StageName;
      readonly state: PromotionState;
    }
  | { readonly kind: "person"; readonly id: string; readonly name: string; readonly email: string | null }
  | { readonly kind: "entry"; readonly index: number };
