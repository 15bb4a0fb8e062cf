// Policies: who must vote for which stage. Until policies can be edited there is one, two-person.
import { z } from "zod";
import { canonicalJson } from "./audit/jcs.ts";
import { sha256Hex } from "./digest.ts";
import { inList } from "./lists.ts";
import type { StageName } from "./stage.ts";
import { openDocument, type Sealed } from "./stored-document.ts";

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

export const twoPerson: PolicyDocument = {
  name: "two-person",
  version: 2,
  stages: {
    development: { approvals: 0, role: "reviewer", not: [] },
    staging: twoPersonRule,
    production: twoPersonRule,
    archived: twoPersonRule,
  },
};

const content = <T extends Independence>(bars: readonly T[]) => {
  const Rule = z.strictObject({ approvals: z.int().min(0), role: z.literal("reviewer"), not: z.array(z.enum(bars)) });
  return {
    name: z.string(),
    version: z.int(),
    stages: z.strictObject({ development: Rule, staging: Rule, production: Rule, archived: Rule }),
  };
};
const unnumbered = ({ format: _, ...policy }: PolicyDocument & { readonly format: number }): PolicyDocument => policy;
const Format1 = z.strictObject({ format: z.literal(1), ...content(barredOfFormat1) });
const Format2 = z.strictObject({ format: z.literal(2), ...content(bars) });
const kind = {
  name: "policy",
  // The first were written without a number.
  formats: [z.strictObject(content(barredOfFormat1)), Format1.transform(unnumbered), Format2.transform(unnumbered)],
} as const;

/** Canonical JSON of a policy and its SHA-256: what promotions and votes name. Throws on what its format does not hold. */
export function sealPolicy(policy: PolicyDocument): Sealed {
  const document = canonicalJson(Format2.parse({ ...policy, format: 2 }));
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
  return `${count} by a reviewer, but by nobody who ${inList(
    rule.not.map((who) => barredInWords[who]),
    "or",
  )}`;
}
