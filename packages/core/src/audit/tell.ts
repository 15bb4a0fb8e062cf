// An entry as a plain English sentence, said from the leaf alone; ids are given the names they have now.
import type { AnyAct } from "./act.ts";
import { actKinds, acts, isActKind, type ActKind } from "./acts.ts";
import type { Leaf } from "./leaf.ts";

/** The sentence of an entry. `labels` names ids; one that it does not have stands as it is. */
export function sentenceOf(leaf: Leaf, labels: ReadonlyMap<string, string>): string {
  const who = labels.get(leaf.auth.id) ?? leaf.auth.id;
  const it = subjectLabel(leaf, labels);
  if (!isActKind(leaf.kind)) return `${who}: ${leaf.kind} on ${it}`;
  const { did, attempt }: AnyAct = acts[leaf.kind];
  if (leaf.outcome !== "success") {
    const count = Number(leaf.after["count"] ?? 1);
    const why = leaf.reasons.map((reason) => reason.replaceAll("_", " ")).join(", ");
    return `${who} was refused to ${attempt} ${it}${why && `: ${why}`}${count > 1 ? ` (${count} times)` : ""}`;
  }
  const fact = (name: string) => factText(leaf.after[name]);
  return `${who} ${did({ it, fact, called: (name) => labels.get(fact(name)) ?? fact(name) })}`;
}

/** What the entry is about, by its name now. */
export function subjectLabel(leaf: Pick<Leaf, "subject">, labels: ReadonlyMap<string, string>): string {
  const [kind = "", id = ""] = leaf.subject.split("/");
  return kind === "organisation" ? "the organisation" : (labels.get(id) ?? leaf.subject);
}

/** Every id a sentence may name. */
export const idsIn = (leaf: Leaf): readonly string[] => [
  leaf.auth.id,
  leaf.subject.slice(leaf.subject.indexOf("/") + 1),
  ...Object.values(leaf.after).filter((value): value is string => typeof value === "string" && value.length === 36),
];

function factText(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(factText).join(", ");
  if (value === null || value === undefined) return "";
  // A thing with a name is called by it.
  const { name } = value as { readonly name?: unknown };
  return typeof name === "string" ? name : JSON.stringify(value);
}

/** Kinds whose own words, names left out, hold `text`: what a search for "sealed" means. */
export function kindsSaying(text: string): readonly ActKind[] {
  const needle = text.toLowerCase();
  const words = (kind: ActKind) => {
    const { did, attempt, words: more = [] }: AnyAct = acts[kind];
    const blank = did({ it: "", fact: () => "", called: () => "" });
    return [kind, blank, attempt, ...more].join(" ").toLowerCase();
  };
  return actKinds.filter((kind) => words(kind).includes(needle));
}
