// Policies: who must vote for which stage. Until policies can be edited there is one, two-person@1.
import { z } from "zod";
import { canonicalJson } from "./audit/jcs.ts";
import { sha256Hex } from "./digest.ts";
import type { StageName } from "./stage.ts";
import { openDocument, type Sealed } from "./stored-document.ts";

export type Independence = "requester" | "uploader" | "service-account-owner";
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
  not: ["requester", "uploader", "service-account-owner"],
};

export const twoPerson: PolicyDocument = {
  name: "two-person",
  version: 1,
  stages: {
    development: { approvals: 0, role: "reviewer", not: [] },
    staging: twoPersonRule,
    production: twoPersonRule,
    archived: twoPersonRule,
  },
};

const Rule = z.strictObject({
  approvals: z.int().min(0),
  role: z.literal("reviewer"),
  not: z.array(z.enum(["requester", "uploader", "service-account-owner"])),
});
const content = {
  name: z.string(),
  version: z.int(),
  stages: z.strictObject({ development: Rule, staging: Rule, production: Rule, archived: Rule }),
};
const Format1 = z.strictObject({ format: z.literal(1), ...content });
const kind = {
  name: "policy",
  // The first were written without a number.
  formats: [z.strictObject(content), Format1.transform(({ format: _, ...policy }): PolicyDocument => policy)],
} as const;

/** Canonical JSON of a policy and its SHA-256: what promotions and votes name. Throws on what its format does not hold. */
export function sealPolicy(policy: PolicyDocument): Sealed {
  const document = canonicalJson(Format1.parse({ ...policy, format: 1 }));
  return { document, digest: sha256Hex(document) };
}

/** A kept policy read back. Throws when it is not the one that was sealed, so what is enforced is what votes named, or not whole. */
export const openPolicy = (sealed: Sealed): PolicyDocument => openDocument<PolicyDocument>(kind, sealed);

/** `two-person@1`. */
export const policyLabel = (policy: { readonly name: string; readonly version: number }): string =>
  `${policy.name}@${policy.version}`;

const barredInWords = {
  requester: "requester",
  uploader: "uploader",
  "service-account-owner": "owner of the service account that uploaded",
} as const satisfies Record<Independence, string>;

/** The rule in words, as the gate shows it. */
export function ruleInWords(rule: StageRule): string {
  if (rule.approvals === 0) return "needs no vote";
  const count = rule.approvals === 1 ? "one approval" : `${rule.approvals} approvals`;
  const barred = rule.not.map((who) => barredInWords[who]);
  if (barred.length === 0) return `${count} by a reviewer`;
  return `${count} by a reviewer who is ${barred.length === 1 ? "not" : "neither"} ${barred.join(" nor ")}`;
}
