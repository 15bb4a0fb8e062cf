// What a policy says that no single key shows: names that refer to nothing, things said twice, times that do not exist.
import { instantsOf, isZone } from "./local-time.ts";
import type { PolicyText } from "./language.ts";

export type Inconsistency = { readonly path: readonly (string | number)[]; readonly message: string };

/** Empty where all is well. Messages follow the key that `path` ends in: "`on` must be …". */
export const inconsistencies = (policy: PolicyText): readonly Inconsistency[] => [
  ...repeated(policy.approvals, ["approvals"], "group", ({ group, role }) => group ?? role),
  ...repeated(policy.checks, ["checks"], "name", ({ name }) => name),
  ...repeated(policy.evaluations, ["evaluations"], "id", ({ id }) => id),
  ...unknownEvaluations(policy),
  ...unknownMetrics(policy),
  ...(policy.tests && !policy.metrics
    ? [{ path: ["tests"], message: "must have a metric rule to judge: this policy has no `metrics`" }]
    : []),
  ...wrongTimes(policy),
  ...wrongTicket(policy),
  ...(policy.lineage && !policy.lineage.commit && !policy.lineage.tree && !policy.lineage.datasets
    ? [{ path: ["lineage"], message: "must ask for at least one of commit, tree, datasets" }]
    : []),
];

function repeated<T>(
  rules: readonly T[] = [],
  path: readonly string[],
  key: string,
  nameOf: (rule: T) => string | undefined,
): readonly Inconsistency[] {
  const seen = new Set<string | undefined>();
  return rules.flatMap((rule, at) => {
    const name = nameOf(rule);
    if (!seen.has(name)) return (seen.add(name), []);
    return [{ path: [...path, at, key], message: `must be named once: write one rule for ${name}` }];
  });
}

function unknownEvaluations({ metrics = [], evaluations = [] }: PolicyText): readonly Inconsistency[] {
  const ids = new Set(evaluations.map(({ id }) => id));
  return metrics.flatMap(({ on }, at) =>
    on === undefined || ids.has(on)
      ? []
      : [{ path: ["metrics", at, "on"], message: `must be the id of one of this policy's evaluations, not ${on}` }],
  );
}

function unknownMetrics({ metrics = [], tests = [] }: PolicyText): readonly Inconsistency[] {
  const known = new Set(metrics.map(({ metric }) => metric));
  return tests.flatMap(({ given }, at) =>
    Object.keys(given)
      .filter((metric) => !known.has(metric))
      .map((metric) => ({
        path: ["tests", at, "given", metric],
        message: "must be a metric that one of this policy's rules names",
      })),
  );
}

/** A window that begins at a time that comes twice, or never, would begin where nobody meant it to. */
function wrongTimes({ freeze = [] }: PolicyText): readonly Inconsistency[] {
  return freeze.flatMap(({ from, to, zone }, at) => {
    if (!isZone(zone))
      return [{ path: ["freeze", at, "zone"], message: "must be a time zone such as Europe/Berlin or UTC" }];
    return Object.entries({ from, to }).flatMap(([key, local]) => {
      const path = ["freeze", at, key];
      const instants = instantsOf(local, zone);
      if (instants === undefined) return [{ path, message: "must be a day of the calendar" }];
      if (instants.length === 1) return [];
      const how = instants.length === 0 ? "skip this time" : "repeat this time";
      return [{ path, message: `must be another time: the clocks in ${zone} ${how} on that day` }];
    });
  });
}

/**
 * Groups and back-references could make a match take for ever, and so could many parts of open length: a match tries all ways to share the text out
 * among them. No ticket number needs more than two (`[A-Z]+-[0-9]+`).
 */
function wrongTicket({ ticket }: PolicyText): readonly Inconsistency[] {
  if (ticket === undefined) return [];
  const message = "must be a pattern without brackets ( ) such as CHG[0-9]{7}";
  if (ticket.match(/[*+?]|\{\d+,\d*\}/g)?.slice(2).length)
    return [{ path: ["ticket"], message: "must have at most two parts of open length (* + ? {1,9})" }];
  if (/[()|]|\\\d|[*+}]\s*[*+{]/.test(ticket)) return [{ path: ["ticket"], message }];
  try {
    new RegExp(ticket, "u");
    return [];
  } catch {
    return [{ path: ["ticket"], message }];
  }
}
