// Whether what a policy names exists. Offline nothing is known of a registry, so only the lists that are given are asked.
import type { Inconsistency } from "./consistent.ts";
import type { PolicyText } from "./language.ts";

type Noun = "group" | "stage" | "tier" | "team" | "metric";
/** The names a registry has, by noun. A noun that is left out is not checked. */
export type KnownNames = { readonly [noun in Noun]?: readonly string[] };

type Named = readonly [noun: Noun, name: string | undefined, path: Inconsistency["path"]];

export const unknownNames = (policy: PolicyText, known: KnownNames): readonly Inconsistency[] =>
  namesOf(policy).flatMap(([noun, name, path]) => {
    const names = known[noun];
    if (name === undefined || names === undefined || names.includes(name)) return [];
    const there = names.length > 0 && names.length <= 12 ? `: ${names.join(", ")}` : "";
    return [{ path, message: `must be a ${noun} of this registry${there}; ${name} is none` }];
  });

function namesOf(policy: PolicyText): readonly Named[] {
  const { applies, approvals = [], evaluations = [], metrics = [], rollback, routine, aliases = {} } = policy;
  const each = (noun: Noun, names: readonly string[] = [], path: Inconsistency["path"]): readonly Named[] =>
    names.map((name, at) => [noun, name, [...path, at]]);
  return [
    ...each("stage", applies.stages, ["applies", "stages"]),
    ...each("tier", applies.tiers, ["applies", "tiers"]),
    ...(Array.isArray(applies.teams) ? each("team", applies.teams, ["applies", "teams"]) : []),
    ["group", policy.owner, ["owner"]],
    ...approvals.map(({ group }, at): Named => ["group", group, ["approvals", at, "group"]]),
    ["group", policy.deadline?.to, ["deadline", "to"]],
    ["group", policy.objections?.["dismissed-by"], ["objections", "dismissed-by"]],
    ...evaluations.map(({ by }, at): Named => ["group", by, ["evaluations", at, "by"]]),
    ...metrics.map(({ metric }, at): Named => ["metric", metric, ["metrics", at, "metric"]]),
    ["stage", policy.after?.stage, ["after", "stage"]],
    ...Object.keys(routine?.within ?? {}).map((name): Named => ["metric", name, ["routine", "within", name]]),
    ...(routine?.approvals ?? []).map(({ group }, at): Named => [
      "group",
      group,
      ["routine", "approvals", at, "group"],
    ]),
    ["group", rollback?.by, ["rollback", "by"]],
    ["group", rollback?.ratify.group, ["rollback", "ratify", "group"]],
    ...Object.entries(aliases).map(([alias, { follows }]): Named => ["stage", follows, ["aliases", alias, "follows"]]),
  ];
}
