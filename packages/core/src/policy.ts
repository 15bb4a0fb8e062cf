// Policies: who must vote for which stage. Until policies can be edited there is one, two-person.
import { z } from "zod";
import { canonicalJson } from "./audit/jcs.ts";
import { sha256Hex } from "./digest.ts";
import { inList } from "./lists.ts";
import { builtInStages, type StageName } from "./stage.ts";
import { openDocument, type Sealed } from "./stored-document.ts";
import type { Stage } from "./registry/view.ts";

const barredOfFormat1 = ["requester", "uploader", "service-account-owner"] as const;
/** `author` wrote a revision of the version's card, or recorded lineage of it. */
const bars = [...barredOfFormat1, "author", "training-evaluator"] as const;
export type Independence = (typeof bars)[number];
export type StageRule = {
  /** How many independent approvals complete the rule; 0 means the request executes at once. */
  readonly approvals: number;
  readonly role: "reviewer";
  /** Who may not vote. */
  readonly not: readonly Independence[];
};
export type PolicyDocument = {
  readonly name: string;
  readonly version: number;
  readonly stages: Readonly<Record<StageName, StageRule>>;
};

const twoPersonRule: StageRule = {
  approvals: 1,
  role: "reviewer",
  not: bars,
};

const free: StageRule = { approvals: 0, role: "reviewer", not: [] };

/** For the stages of a registry: every governed one takes another person's approval. */
export const twoPersonFor = (stages: readonly Stage[]): PolicyDocument => ({
  name: "two-person",
  version: 2,
  stages: Object.fromEntries(stages.map(({ id, isGoverned }) => [id, isGoverned ? twoPersonRule : free])),
});
export const twoPerson = twoPersonFor(builtInStages);

/** What a policy asks for a stage. Of one it does not name it asks what it takes elsewhere: nothing enters unseen. */
export const ruleOf = ({ stages }: Pick<PolicyDocument, "stages">, stage: StageName): StageRule =>
  Object.hasOwn(stages, stage) ? stages[stage]! : twoPersonRule;

const ruleWith = <T extends Independence>(bars: readonly T[]) =>
  z.strictObject({ approvals: z.int().min(0), role: z.literal("reviewer"), not: z.array(z.enum(bars)) });
/** Stages of the formats from before a registry had its own. */
const firstStages = ["development", "staging", "production", "archived"] as const;
const content = <T extends Independence>(bars: readonly T[]) => ({
  name: z.string(),
  version: z.int(),
  stages: z.strictObject(
    Object.fromEntries(firstStages.map((stage) => [stage, ruleWith(bars)])) as Record<
      (typeof firstStages)[number],
      ReturnType<typeof ruleWith<T>>
    >,
  ),
});
const unnumbered = ({ format: _, ...policy }: PolicyDocument & { readonly format: number }): PolicyDocument => policy;
const Format1 = z.strictObject({ format: z.literal(1), ...content(barredOfFormat1) });
const Format2 = z.strictObject({ format: z.literal(2), ...content(bars) });
const Format3 = z.strictObject({
  format: z.literal(3),
  ...content(bars),
  stages: z.record(z.string(), ruleWith(bars)),
});
const kind = {
  name: "policy",
  // The first were written without a number.
  formats: [
    z.strictObject(content(barredOfFormat1)),
    Format1.transform(unnumbered),
    Format2.transform(unnumbered),
    Format3.transform(unnumbered),
  ],
} as const;

/** Canonical JSON of a policy and its SHA-256: what promotions and votes name. Throws on what its format does not hold. */
export function sealPolicy(policy: PolicyDocument): Sealed {
  // Of a registry with the first stages it stays, to the byte, what votes on record name.
  const isOfFirstStages = firstStages.every((stage) => stage in policy.stages);
  const isAsBefore = isOfFirstStages && Object.keys(policy.stages).length === firstStages.length;
  const written = isAsBefore ? Format2.parse({ ...policy, format: 2 }) : Format3.parse({ ...policy, format: 3 });
  const document = canonicalJson(written);
  return { document, digest: sha256Hex(document) };
}

/** A kept policy read back. Throws when it is not the one that was sealed, so what is enforced is what votes named, or not whole. */
export const openPolicy = (sealed: Sealed): PolicyDocument => openDocument<PolicyDocument>(kind, sealed);

/** `two-person@1`. */
export const policyLabel = (policy: { readonly name: string; readonly version: number }): string =>
  `${policy.name}@${policy.version}`;

const barredInWords = {
  requester: "asked for it",
  uploader: "sent it",
  "service-account-owner": "answers for the account that sent it",
  author: "wrote its card or lineage",
  "training-evaluator": "recorded its training evaluations",
} as const satisfies Record<Independence, string>;

/** The rule in words, as the gate shows it. */
export function ruleInWords(rule: StageRule): string {
  if (rule.approvals === 0) return "needs no vote";
  const count = rule.approvals === 1 ? "one approval" : `${rule.approvals} approvals`;
  if (rule.not.length === 0) return `${count} by a reviewer`;
  return `${count} by a reviewer, but not by anyone who ${inList(
    rule.not.map((who) => barredInWords[who]),
    "or",
  )}`;
}
