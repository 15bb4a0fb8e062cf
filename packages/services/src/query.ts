// Reading: `query` is judged on its subject like a command; `listing` is handed the branded scope every list query demands.
import {
  can,
  orThrow,
  permissions,
  rolesOn,
  type ActKind,
  type Actor,
  type GrantFact,
  type Permission,
  type SubjectOf,
} from "@chancery/core";
import { mintVisible, type Reader, type Visible } from "@chancery/db";
import type { z } from "zod";
import { askingOf, authorise, notFound, refuseAnonymous, soughtIn, veil, type Asking } from "./authorise.ts";
import type { DescribedBy } from "./describes.ts";
import type { Call, House } from "./house.ts";
import { parse } from "./parse.ts";
import { recordRefusal } from "./record-refusal.ts";
import { countRefusedRead } from "./refused-reads.ts";

export type Query<I extends z.ZodType, R> = {
  (house: House, call: Call, input: unknown): Promise<R>;
  readonly input: I;
  /** Of the answer: for the document and for tests. No answer is parsed on its way out. */
  readonly output: z.ZodType;
  readonly permission: Permission;
};
type Reading = {
  readonly reader: Reader;
  readonly actor: Actor;
  readonly grants: readonly GrantFact[];
  /** What further things named in the input are found by. */
  readonly asking: Asking;
  readonly now: Date;
  readonly house: House;
  readonly call: Call;
};

/** One thing: its subject is loaded, judged, then read. */
export function query<
  const P extends Permission,
  I extends z.ZodType,
  S extends SubjectOf<P>,
  R extends DescribedBy<O>,
  O extends z.ZodType,
>(declared: {
  readonly permission: P;
  readonly input: I;
  readonly output: O;
  /** For one that an act begins with: the act its refusal is logged as. */
  readonly refusedAs?: ActKind;
  subject(reader: Reader, input: z.output<I>, asking: Asking): Promise<S | undefined>;
  run(scope: Reading & { readonly subject: S }, input: z.output<I>): Promise<R>;
}): Query<I, R> {
  const execute = async (house: House, call: Call, raw: unknown): Promise<R> => {
    const input = parse(declared.input, raw);
    const reader = house.db.read;
    const { actor } = call;
    refuseAnonymous(actor, declared.permission);
    const now = house.clock.now();
    const asking = askingOf(reader, { actor, now, house });
    const subject = await declared.subject(reader, input, asking);
    const grants = await asking.grants(); // of what does not exist too: what is hidden takes no longer
    try {
      if (subject === undefined) throw notFound(soughtIn(input));
      authorise(actor, grants, declared.permission, subject);
    } catch (error) {
      if (declared.refusedAs) await recordRefusal(house, call, { kind: declared.refusedAs, subject, error });
      else countRefusedRead(house, call, subject, error);
      throw veil(error, soughtIn(input));
    }
    try {
      return await declared.run({ reader, actor, grants, asking, now, house, call, subject }, input);
    } catch (error) {
      countRefusedRead(house, call, subject, error);
      throw error;
    }
  };
  const { input, output, permission } = declared;
  return Object.assign(execute, { input, output, permission });
}

/** Many things: `visible` is minted in this file and nowhere else, so an unscoped list does not compile. */
export function listing<
  const P extends Permission,
  I extends z.ZodType,
  R extends DescribedBy<O>,
  O extends z.ZodType,
>(declared: {
  readonly permission: P;
  readonly input: I;
  readonly output: O;
  run(scope: Reading & { readonly visible: Visible }, input: z.output<I>): Promise<R>;
}): Query<I, R> {
  const execute = async (house: House, call: Call, raw: unknown): Promise<R> => {
    const input = parse(declared.input, raw);
    const { actor } = call;
    refuseAnonymous(actor, declared.permission);
    orThrow(can(actor, permissions[declared.permission].roles, declared.permission)); // the token's scopes; roles cut the list below
    const reader = house.db.read;
    const now = house.clock.now();
    const asking = askingOf(reader, { actor, now, house });
    const grants = await asking.grants();
    const visible = visibleTo(actor, grants, declared.permission);
    return declared.run({ reader, actor, grants, asking, now, house, call, visible }, input);
  };
  const { input, output, permission } = declared;
  return Object.assign(execute, { input, output, permission });
}

/** The scope of a list inside another use-case: what the actor may see there under `permission`, its token's scopes not asked again. */
export const visibleTo = (actor: Actor, grants: readonly GrantFact[], permission: Permission): Visible =>
  mintVisible(reachOf(actor, grants, permission));

/** What the actor's grants let it list: everything with an organisation-wide role, else its teams and models. */
function reachOf(actor: Actor, grants: readonly GrantFact[], permission: Permission) {
  const everywhere = rolesOn(
    actor,
    grants.filter((grant) => grant.scope === "organisation"),
    { kind: "model", id: "" },
  );
  if (can(actor, everywhere, permission).ok) return { everything: true } as const;
  const inTeams = grants.filter((grant) => grant.scope === "team");
  return {
    everything: false,
    teamIds: inTeams.map((grant) => grant.scopeId),
    maintainedTeamIds: inTeams.filter((grant) => grant.role === "maintainer").map((grant) => grant.scopeId),
    modelIds: grants.filter((grant) => grant.scope === "model").map((grant) => grant.scopeId),
  } as const;
}
