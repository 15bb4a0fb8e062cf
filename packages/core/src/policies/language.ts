// The language of policies: one schema, of which the types, the checks of a text and the JSON Schema of editors follow.
import { z } from "zod";

const whole = "must be a whole number of 1 or more";
const count = z.int(whole).min(1, whole).max(100, "must be 100 or less");
const name = z
  .string("must be a name")
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "must be lower-case letters, digits and '-'");
const names = z.array(name, "must be a list of names").min(1, "must name at least one").max(100);
const text = z.string("must be text").min(1, "must not be empty").max(200, "must be 200 characters or fewer");
const duration = z
  .string("must be a duration such as 30d or 12h")
  .regex(/^[1-9]\d{0,3}[dh]$/, "must be a duration such as 30d or 12h");
/** As it is written: a decimal never goes through a double. */
const decimal = z
  .string("must be a decimal number such as 0.80")
  .regex(/^-?\d{1,30}(\.\d{1,30})?$/, "must be a decimal number such as 0.80");
const modes = ["observe", "warn", "block"] as const;
const mode = z.enum(modes, `must be one of ${modes.join(", ")}`);
const kinds = ["files", "external"] as const;

const coverable = ["manifest", "card", "tags", "evaluations", "lineage", "tier", "incumbent"] as const;
const covers = z
  .array(
    z
      .string("must be a list of parts")
      .regex(
        new RegExp(`^(${coverable.join("|")}|card#.{1,100})$`),
        `must be one of ${coverable.join(", ")} or card#Section`,
      ),
    "must be a list of parts",
  )
  .min(1, "must name at least one part");

const approval = z
  .strictObject({
    group: name.optional(),
    role: z.literal("reviewer", "must be reviewer").optional(),
    count,
    covers: covers.optional(),
    mode: mode.optional(),
  })
  .refine(
    ({ group, role }) => (group === undefined) !== (role === undefined),
    "must name a group or a role, and not both",
  );

const operators = [">=", ">", "<=", "<"] as const;
const metric = z
  .strictObject({
    metric: text,
    on: name.optional(),
    ">=": decimal.optional(),
    ">": decimal.optional(),
    "<=": decimal.optional(),
    "<": decimal.optional(),
    versus: z.literal("incumbent", "must be incumbent").optional(),
    margin: decimal.optional(),
    rows: z.enum(["worst", "newest", "all"], "must be one of worst, newest, all").optional(),
    missing: z.enum(["fail", "pass"], "must be fail or pass").optional(),
    "no-incumbent": z.enum(["fail", "pass"], "must be fail or pass").optional(),
    mode: mode.optional(),
  })
  .refine(
    (rule) => operators.filter((sign) => rule[sign] !== undefined).length + (rule.versus ? 1 : 0) === 1,
    `must compare once: with one of ${operators.join(" ")}, or with \`versus: incumbent\``,
  )
  .refine(
    ({ versus, margin, "no-incumbent": none }) => versus !== undefined || (margin === undefined && none === undefined),
    "takes `margin` and `no-incumbent` only with `versus: incumbent`",
  );

const bars = ["requester", "contributors", "card-authors", "owner-team"] as const;
const local = z
  .string("must be a time such as 2026-12-18T18:00")
  .regex(
    /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/,
    "must be a time such as 2026-12-18T18:00",
  );

export const PolicyText = z.strictObject(
  {
    name,
    owner: name.optional(),
    applies: z.strictObject(
      {
        stages: names,
        tiers: names.optional(),
        jurisdictions: z.array(text, "must be a list").min(1, "must name at least one").optional(),
        kinds: z
          .array(z.enum(kinds, `must be one of ${kinds.join(", ")}`), "must be a list")
          .min(1)
          .optional(),
        teams: z.union([z.literal("all"), names], "must be all or a list of teams").optional(),
      },
      "must say which stages it applies to",
    ),
    mode: mode.optional(),
    approvals: z.array(approval, "must be a list").max(20, "must be 20 rules or fewer").optional(),
    exclude: z.array(z.enum(bars, `must be one of ${bars.join(", ")}`), "must be a list").optional(),
    valid: duration.optional(),
    deadline: z
      .strictObject({
        after: duration,
        then: z.enum(["escalate", "expire"], "must be escalate or expire"),
        to: name.optional(),
      })
      .refine(
        ({ then, to }) => (then === "escalate") === (to !== undefined),
        "must name `to` where it escalates, and only there",
      )
      .optional(),
    objections: z.strictObject({ "dismissed-by": name }).optional(),
    checks: z
      .array(
        z.strictObject({ name, by: names.optional(), fresh: duration.optional(), mode: mode.optional() }),
        "must be a list",
      )
      .max(50)
      .optional(),
    evaluations: z
      .array(
        z.strictObject({
          id: name,
          dataset: text,
          phase: z
            .enum(["training", "validation", "monitoring"], "must be one of training, validation, monitoring")
            .optional(),
          by: name.optional(),
          fresh: duration.optional(),
          mode: mode.optional(),
        }),
        "must be a list",
      )
      .max(50)
      .optional(),
    metrics: z.array(metric, "must be a list").max(50, "must be 50 rules or fewer").optional(),
    card: z.array(text, "must be a list of sections").min(1).max(50).optional(),
    lineage: z
      .strictObject({
        when: z.strictObject({ kinds: z.array(z.enum(kinds)).min(1) }).optional(),
        commit: z.literal("full", "must be full").optional(),
        tree: z.literal("clean", "must be clean").optional(),
        datasets: z.literal("digests", "must be digests").optional(),
      })
      .optional(),
    after: z.strictObject({ stage: name, for: duration }).optional(),
    freeze: z
      .array(
        z
          .strictObject({ from: local, to: local, zone: text })
          .refine(({ from, to }) => from < to, "must end after it begins"),
        "must be a list",
      )
      .max(50)
      .optional(),
    ticket: text.optional(),
    routine: z
      .strictObject({
        when: z.literal("same-schema-params-code", "must be same-schema-params-code"),
        within: z.record(z.string(), decimal.regex(/^\d/, "must be 0 or more")),
        of: z.literal("last-full-review", "must be last-full-review"),
        approvals: z.array(approval).min(1),
        "at-most": z
          .string("must be such as `4 in 120d`")
          .regex(/^[1-9]\d? in [1-9]\d{0,3}d$/, "must be such as `4 in 120d`"),
      })
      .optional(),
    rollback: z.strictObject({ by: name, ratify: z.strictObject({ group: name, within: duration }) }).optional(),
    "nobody-independent": z.enum(["allow-marked", "refuse"], "must be allow-marked or refuse").optional(),
    aliases: z.record(name, z.strictObject({ follows: name })).optional(),
    tests: z
      .array(
        z.strictObject({
          given: z.record(z.string(), decimal),
          expect: z.enum(["blocked", "passed"], "must be blocked or passed"),
        }),
        "must be a list",
      )
      .max(100, "must be 100 tests or fewer")
      .optional(),
  },
  "must be a policy: a mapping that begins with `name`",
);
export type PolicyText = z.infer<typeof PolicyText>;

/** For editors; the same schema that checks a text, which takes decimals as they are written, with quotes or without. */
export const policyJsonSchema = (): object =>
  z.toJSONSchema(PolicyText, {
    io: "input",
    override({ zodSchema, jsonSchema }) {
      if (zodSchema === decimal) Object.assign(jsonSchema, { type: ["string", "number"] });
    },
  });
