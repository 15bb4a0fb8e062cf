// What people may try around promotions, as plain data: the steps a random history is made of.
import { decisions, type Decision, type StageName, builtInStages } from "@chancery/core";
import fc from "fast-check";

/** Everyone who acts. `robot` is a service account of Rolf's. */
export const people = ["ada", "bo", "max", "rita", "rolf", "omar", "root", "gus", "robot", "zoe"] as const;
export type Person = (typeof people)[number];
export const group = "validators";
export const givenRoles = ["contributor", "maintainer", "reviewer"] as const;
export type GivenRole = (typeof givenRoles)[number];

/** What people hold from the start on the team; root and gus are admins, omar reviews for the whole organisation. */
export const initialRoles: readonly (readonly [Person | typeof group, GivenRole])[] = [
  ["ada", "contributor"],
  ["bo", "contributor"],
  ["bo", "reviewer"],
  ["max", "maintainer"],
  ["max", "reviewer"],
  ["rita", "reviewer"],
  ["rolf", "reviewer"],
  ["robot", "contributor"],
  [group, "reviewer"],
];

/** `second` confirms a grant, `confirm` a membership. Versions, promotions, grants and memberships are named by the order they came into being, counted round. */
export type Step = { readonly by: Person } & (
  | { readonly do: "register"; readonly kind: "external" | "files" }
  | { readonly do: "send" | "seal" | "evaluate" | "revoke"; readonly version: number }
  | { readonly do: "revise"; readonly version: number; readonly card: string; readonly isCurrent: boolean }
  /** `isAnswering`: says what changed since the objection it finds, if it finds one. */
  | { readonly do: "ask"; readonly version: number; readonly stage: StageName; readonly isAnswering: boolean }
  | { readonly do: "vote"; readonly promotion: number; readonly decision: Decision; readonly saw: "now" | "asked" }
  | { readonly do: "withdraw"; readonly promotion: number }
  /** Dismisses the objection that stands longest. */
  | { readonly do: "dismiss"; readonly promotion: number }
  | { readonly do: "give"; readonly to: Person | typeof group; readonly role: GivenRole }
  | { readonly do: "end" | "second"; readonly grant: number }
  | { readonly do: "add"; readonly member: Person }
  | { readonly do: "confirm" | "remove"; readonly membership: number }
);

/** As it is read in a counterexample: `rita votes approve on promotion 0`. */
export const inWords = ({ by, do: act, ...rest }: Step): string =>
  [by, act, ...Object.entries(rest).map(([name, value]) => `${name}=${value}`)].join(" ");

const anyone = fc.constantFrom(...people);
const maker = fc.constantFrom<Person>("ada", "ada", "bo", "max", "rolf", "robot", "zoe");
const voter = fc.constantFrom<Person>(
  "rita",
  "rita",
  "rolf",
  "rolf",
  "bo",
  "max",
  "omar",
  "ada",
  "zoe",
  "zoe",
  "robot",
);
const admin = fc.constantFrom<Person>("root", "root", "gus", "gus", "omar", "max");
const version = fc.nat({ max: 3 });
const promotion = fc.nat({ max: 3 });
const nth = fc.nat({ max: 11 });
const record = <T extends Step>(weight: number, parts: { [K in keyof T]: fc.Arbitrary<T[K]> }) => ({
  weight,
  arbitrary: fc.record(parts) as fc.Arbitrary<unknown> as fc.Arbitrary<Step>, // `parts` has every key of one kind of step
});
const does = <const T extends string>(...names: T[]) => fc.constantFrom(...names);

/** Any one step; what helps a promotion on is drawn more often. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  record(3, { by: maker, do: does("register"), kind: fc.constantFrom("external", "files") }),
  record(6, { by: maker, do: does("send", "seal", "seal", "evaluate"), version }),
  record(1, { by: fc.constantFrom<Person>("max", "max", "ada"), do: does("revoke"), version }),
  record(2, { by: maker, do: does("revise"), version, card: fc.constantFrom("A", "B"), isCurrent: fc.boolean() }),
  record(6, {
    by: maker,
    do: does("ask"),
    version,
    stage: fc.constantFrom(...builtInStages.map(({ id }) => id), "production", "production"),
    isAnswering: fc.boolean(),
  }),
  record(12, {
    by: voter,
    do: does("vote"),
    promotion,
    decision: fc.constantFrom(...decisions, "approve", "approve", "approve"),
    saw: fc.constantFrom("now", "now", "asked"),
  }),
  record(2, { by: maker, do: does("withdraw"), promotion }),
  record(3, { by: voter, do: does("dismiss"), promotion }),
  record(2, { by: admin, do: does("give"), to: fc.oneof(anyone, fc.constant(group)), role: does(...givenRoles) }),
  record(1, { by: admin, do: does("end"), grant: nth }),
  record(3, { by: fc.oneof(admin, fc.constant<Person>("rita")), do: does("second"), grant: nth }),
  record(2, { by: admin, do: does("add"), member: anyone }),
  record(3, { by: admin, do: does("confirm", "confirm", "remove"), membership: fc.nat({ max: 2 }) }),
);
