// What an erasure says of itself in the log: on which ground it was asked for, and which disclosures it deleted.
import { actIn } from "./acts.ts";
import type { Leaf } from "./leaf.ts";

/** The grounds of GDPR Article 17(1), a to e. */
export const erasureBases = [
  "no-longer-needed",
  "consent-withdrawn",
  "objection",
  "unlawful-processing",
  "legal-obligation",
] as const;
export type ErasureBasis = (typeof erasureBases)[number];
export const erasureBasisInWords: Readonly<Record<ErasureBasis, string>> = {
  "no-longer-needed": "no longer needed, GDPR Art. 17(1)(a)",
  "consent-withdrawn": "consent withdrawn, GDPR Art. 17(1)(b)",
  objection: "objection, GDPR Art. 17(1)(c)",
  "unlawful-processing": "unlawful processing, GDPR Art. 17(1)(d)",
  "legal-obligation": "legal obligation, GDPR Art. 17(1)(e)",
};

/** What an erased account is called: told from others, and telling nothing. */
export const erasureNameOf = (actorId: string): string => `Erased person ${actorId.slice(-6)}`;

/** By entry, the places of disclosures among the sorted digests of its leaf. */
export type Places = ReadonlyMap<number, readonly number[]>;
/** A leaf holds 65,535 bytes, and its act needs some. */
const maxPlacesLength = 40_000;

/** `12:0,2 15:1`, in as many texts as leaves are needed. */
export function writePlaces(places: Places): readonly string[] {
  const texts: string[] = [];
  for (const [entry, at] of [...places].sort(([a], [b]) => a - b)) {
    const word = `${entry}:${at.toSorted((a, b) => a - b).join(",")}`;
    const last = texts.at(-1);
    if (last === undefined || last.length + word.length >= maxPlacesLength) texts.push(word);
    else texts[texts.length - 1] = `${last} ${word}`;
  }
  return texts;
}

/** What a leaf says was erased; nothing for every other leaf. */
export function erasedIn(leaf: Leaf): Places {
  const act = actIn(leaf);
  if (act?.kind !== "disclosures.erased@1") return new Map();
  return new Map(
    act.data.places.split(" ").map((word) => {
      const [entry = "", at = ""] = word.split(":");
      return [Number(entry), at.split(",").map(Number)] as const;
    }),
  );
}
