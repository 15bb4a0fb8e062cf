// What the palette offers for a text: acts of the page, what the server found, places. Pure, but for the elements it passes on.
import type { Finding, StageName } from "@chancery/core";
import { comparePath, pullCommand, versionPath } from "#features/versions/format.ts";
import { withParams } from "#search-params.ts";
import type { Offer } from "./page-acts.ts";

export type Choice = {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  /** Go somewhere, copy a text, press what the page offers, or open the sheet of keys. */
  readonly then:
    { readonly href: string } | { readonly copy: string } | { readonly press: HTMLElement } | { readonly sheet: true };
};
export type Section = { readonly value: string; readonly items: readonly Choice[] };

type Verb = "compare" | "copy";
/** `compare silero` is an act on what `silero` finds; `>` leaves the server out of it. */
export type Command = { readonly verb: Verb | null; readonly sought: string; readonly typed: string };

export function readCommand(text: string): Command {
  const typed = text.trim();
  if (typed.startsWith(">")) return { verb: null, sought: "", typed: typed.slice(1).trim() };
  const [, verb, sought = ""] = /^(compare|copy)(?:\s+(.*))?$/i.exec(typed) ?? [];
  if (verb === undefined) return { verb: null, sought: typed, typed };
  return { verb: verb.toLowerCase() as Verb, sought, typed };
}

/** The release stage, and what stages are called. */
export type Known = { readonly release: StageName; labelOf(this: void, stage: StageName): string };

export type Offered = {
  readonly acts: readonly Offer[];
  readonly places: readonly Offer[];
  readonly found: readonly Finding[];
};

/** Acts on the current object first. Empty sections are left out. */
export function sectionsFor(command: Command, { acts, places, found }: Offered, known: Known): readonly Section[] {
  const { typed, sought, verb } = command;
  const sections: readonly Section[] = [
    { value: "On this page", items: acts.filter(({ label }) => saysAll(label, typed)).map(pressed("act")) },
    { value: "Found", items: found.flatMap((one) => choicesOf(one, verb, known)) },
    {
      value: "Go to",
      items: [...places.map(pressed("place")), ...ownPlaces].filter(({ label }) => saysAll(label, typed)),
    },
    { value: "Everywhere", items: sought === "" || verb !== null ? [] : [inDescriptions(sought)] },
  ];
  return sections.filter(({ items }) => items.length > 0);
}

const pressed =
  (kind: string) =>
  ({ label, element }: Offer): Choice => ({ id: `${kind} ${label}`, label, then: { press: element } });

const ownPlaces: readonly Choice[] = [
  { id: "profile", label: "Profile and password", then: { href: "/settings/profile" } },
  { id: "tokens", label: "API tokens", then: { href: "/settings/tokens" } },
  { id: "sessions", label: "Sessions", then: { href: "/settings/sessions" } },
  { id: "keys", label: "Keyboard shortcuts", then: { sheet: true } },
];

const inDescriptions = (sought: string): Choice => ({
  id: "descriptions",
  label: `Models that say “${sought}”`,
  detail: "in name or description",
  then: { href: withParams("/models", { q: sought }) },
});

/** Every word begins a word of the label. */
function saysAll(label: string, text: string): boolean {
  const words = label.toLowerCase().split(/[\s/]+/);
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((wanted) => words.some((word) => word.startsWith(wanted)));
}

/** With a verb only what it can be done to. */
function choicesOf(found: Finding, verb: Verb | null, known: Known): readonly Choice[] {
  if (verb === "compare") return comparisons(found, known);
  if (verb === "copy") return copies(found, known);
  return [opening(found, known)];
}

function comparisons(found: Finding, { release, labelOf }: Known): readonly Choice[] {
  if (found.kind !== "model" && found.kind !== "version") return [];
  const number = found.kind === "model" ? found.newest : found.number;
  const isHolder = found.kind === "model" ? found.released === number : found.stages.includes(release);
  if (number === null || isHolder || (found.kind === "model" && found.released === null)) return [];
  const name = `${found.team}/${found.name}`;
  const against = found.kind === "model" ? `v${found.released}` : "what is";
  return [
    {
      id: `compare ${name}:${number}`,
      label: `Compare ${name} v${number}`,
      detail: `with ${against} in ${labelOf(release)}`,
      then: { href: comparePath({ ...found, number }) },
    },
  ];
}

function copies(found: Finding, { release }: Known): readonly Choice[] {
  if (found.kind !== "model" && found.kind !== "version") return [];
  if (found.kind === "model" && found.released === null) return [];
  const reference = `${found.team}/${found.name}${found.kind === "model" ? `@${release}` : `:${found.number}`}`;
  const copy = pullCommand(reference);
  return [{ id: copy, label: `Copy code that loads ${reference}`, detail: copy, then: { copy } }];
}

function opening(found: Finding, { release, labelOf }: Known): Choice {
  const model = "team" in found ? `${found.team}/${found.name}` : "";
  switch (found.kind) {
    case "model":
      return {
        id: model,
        label: model,
        detail: found.released === null ? "model" : `model · v${found.released} in ${labelOf(release)}`,
        then: { href: `/models/${model}` },
      };
    case "version":
      return {
        id: `${model}:${found.number}`,
        label: `${model} v${found.number}`,
        detail: ["version", found.state, ...found.stages.map(labelOf)].join(" · "),
        then: { href: versionPath(found) },
      };
    case "promotion":
      return {
        id: `P-${found.number}`,
        label: `P-${found.number} ${model} v${found.versionNumber} → ${labelOf(found.stage)}`,
        detail: `promotion · ${found.state}`,
        then: { href: `/promotions/${found.number}` },
      };
    case "person":
      return {
        id: found.id,
        label: found.name,
        detail: found.email ?? "service account",
        then: { href: withParams("/admin/grants", { holder: found.id }) },
      };
    case "entry":
      return {
        id: `entry ${found.index}`,
        label: `Entry ${found.index.toLocaleString("en")}`,
        detail: "audit log",
        then: { href: `/audit/${found.index}` },
      };
  }
}
