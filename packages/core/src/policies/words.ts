// A policy in words, one sentence per rule, as people check what they wrote.
import { inList } from "../lists.ts";
import type { PolicyText } from "./language.ts";

const excluded = {
  requester: "asked for it",
  contributors: "contributed to the version",
  "card-authors": "wrote its card",
  "owner-team": "belongs to the team that owns the model",
} as const;
const modeWords = { observe: " (observed only)", warn: " (a warning)", block: "" } as const;
const comparisons = { ">=": "at least", ">": "above", "<=": "at most", "<": "below" } as const;

const durationInWords = (text: string): string => {
  const count = Number(text.slice(0, -1));
  return `${count} ${text.endsWith("d") ? "day" : "hour"}${count === 1 ? "" : "s"}`;
};

export function policyInWords(policy: PolicyText): readonly string[] {
  const { applies, mode = "block" } = policy;
  const said = (text: string, own: keyof typeof modeWords = mode) => `${text}${modeWords[own]}.`;
  const where = [
    ...(applies.tiers ? [`of tier ${inList(applies.tiers, "or")}`] : []),
    ...(applies.kinds ? [`of kind ${inList(applies.kinds, "or")}`] : []),
    ...(applies.jurisdictions ? [`used in ${inList(applies.jurisdictions, "or")}`] : []),
    ...(Array.isArray(applies.teams) ? [`of team ${inList(applies.teams, "or")}`] : []),
  ];
  const lines = [`Applies to versions ${[...where, `that enter ${inList(applies.stages, "or")}`].join(", ")}.`];
  if (policy.owner) lines.push(`The group ${policy.owner} owns it.`);
  for (const { group, role, count, covers, mode: own } of policy.approvals ?? [])
    lines.push(
      said(
        `${count} ${count === 1 ? "approval" : "approvals"} by ${group ? `the group ${group}` : `the role ${role}`}, covering ${covers ? inList(covers, "and") : "everything"}`,
        own,
      ),
    );
  if (policy.exclude?.length)
    lines.push(
      `No vote by anyone who ${inList(
        policy.exclude.map((who) => excluded[who]),
        "or",
      )}.`,
    );
  if (policy.valid) lines.push(`An approval counts for ${durationInWords(policy.valid)}.`);
  if (policy.deadline) {
    const { after, then, to } = policy.deadline;
    lines.push(
      `After ${durationInWords(after)} an open request ${then === "expire" ? "expires" : `escalates to the group ${to}`}.`,
    );
  }
  if (policy.objections) lines.push(`The group ${policy.objections["dismissed-by"]} may dismiss an objection.`);
  for (const { name, by, fresh, mode: own } of policy.checks ?? [])
    lines.push(
      said(`The check ${name} has passed${by ? `, posted by ${inList(by, "or")}` : ""}${freshness(fresh)}`, own),
    );
  for (const { id, dataset, phase, by, fresh, mode: own } of policy.evaluations ?? [])
    lines.push(
      said(
        `An evaluation on ${dataset}${phase ? ` of phase ${phase}` : ""}${by ? ` by the group ${by}` : ""}${freshness(fresh)} exists, called ${id} here`,
        own,
      ),
    );
  for (const rule of policy.metrics ?? []) lines.push(said(metricInWords(rule), rule.mode));
  if (policy.card) lines.push(said(`The card has ${inList(policy.card, "and")}`));
  if (policy.lineage) {
    const { when, commit, tree, datasets } = policy.lineage;
    const asked = [commit && "a full commit", tree && "a clean tree", datasets && "dataset digests"].filter(
      (part) => part !== undefined,
    );
    lines.push(said(`The lineage${when ? ` of kind ${inList(when.kinds, "or")}` : ""} has ${inList(asked, "and")}`));
  }
  if (policy.after)
    lines.push(said(`The version has been in ${policy.after.stage} for ${durationInWords(policy.after.for)}`));
  for (const { from, to, zone } of policy.freeze ?? [])
    lines.push(said(`Nothing enters from ${from} to ${to} (${zone})`));
  if (policy.ticket) lines.push(said(`The request names a ticket of the form ${policy.ticket}`));
  if (policy.routine) {
    const within = Object.entries(policy.routine.within).map(([metric, bound]) => `${metric} within ${bound}`);
    lines.push(
      `A retrain with the same schema, parameters and code, ${inList(within, "and")} of the last full review, needs ${inList(
        policy.routine.approvals.map(({ group, role, count }) => `${count} by ${group ?? role}`),
        "and",
      )}; at most ${policy.routine["at-most"]}.`,
    );
  }
  if (policy.rollback) {
    const { by, ratify } = policy.rollback;
    lines.push(`${by} may roll back; the group ${ratify.group} ratifies it within ${durationInWords(ratify.within)}.`);
  }
  if (policy["nobody-independent"])
    lines.push(
      policy["nobody-independent"] === "refuse"
        ? "Where nobody is independent, the request is refused."
        : "Where nobody is independent, an approval is allowed and marked.",
    );
  for (const [alias, { follows }] of Object.entries(policy.aliases ?? {}))
    lines.push(`The alias ${alias} follows ${follows}.`);
  return lines;
}

const freshness = (fresh: string | undefined) => (fresh ? `, no older than ${durationInWords(fresh)}` : "");

function metricInWords(rule: NonNullable<PolicyText["metrics"]>[number]): string {
  const operator = ([">=", ">", "<=", "<"] as const).find((sign) => rule[sign] !== undefined);
  const rows = rule.rows
    ? `, counting ${rule.rows === "all" ? "every measurement" : `the ${rule.rows} measurement`}`
    : "";
  const missing = rule.missing === "pass" ? "; a missing value passes" : "; a missing value fails";
  const what = `${rule.metric}${rule.on ? ` on ${rule.on}` : ""} is`;
  if (operator) return `${what} ${comparisons[operator]} ${rule[operator]}${rows}${missing}`;
  const none = rule["no-incumbent"] === "pass" ? "passes" : "fails";
  return `${what} compared with the incumbent, margin ${rule.margin ?? "0"}${rows}${missing}; without an incumbent it ${none}`;
}
