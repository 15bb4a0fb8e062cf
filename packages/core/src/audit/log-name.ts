// What the log is called: by its first entry, and anew by the entry with which a restored copy begins to differ from its original.
import type { Leaf } from "./leaf.ts";
import { parseVerifierKey } from "./note.ts";

/** A name the log has from entry `from` on, and the key that signs under it. */
export type LogName = {
  readonly from: number;
  readonly origin: string;
  readonly verifierKey: string;
  /** What it was called before, and by whose key; undefined for the first name. */
  readonly before: { readonly origin: string; readonly verifierKey: string } | undefined;
};

/** Acts whose entry names the log. */
export const namingActs = ["registry.initialised@1", "log.restored@1"] as const;

/** The name an entry gives the log; undefined for every entry that gives none. */
export function nameGivenBy({ index, origin, kind, outcome, after }: Leaf): LogName | undefined {
  const { verifierKey, previousOrigin, previousVerifierKey } = after;
  const isNaming = outcome === "success" && namingActs.some((act) => act === kind);
  if (!isNaming || typeof verifierKey !== "string" || parseVerifierKey(verifierKey)?.name !== origin) return undefined;
  const before =
    typeof previousOrigin === "string" && typeof previousVerifierKey === "string"
      ? { origin: previousOrigin, verifierKey: previousVerifierKey }
      : undefined;
  return { from: index, origin, verifierKey, before };
}

/** What the entry at `index` must call its log; `names` are in order. */
export const originAt = (names: readonly LogName[], index: number): string | undefined =>
  (names.findLast(({ from }) => from <= index) ?? names[0])?.origin;
