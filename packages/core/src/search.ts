// What a text typed into the one search field may mean, and what it may find.
import { Sha256 } from "./names.ts";

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
