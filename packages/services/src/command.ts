// The only opener of business transactions: parse → begin → claim the key → subject → can → replay, or run → summary → leaves → commit → after.
import { createHash } from "node:crypto";
import {
  orThrow,
  refuse,
  type ActData,
  type ActKind,
  type Actor,
  type GrantFact,
  type Permission,
  type Subject,
  type SubjectOf,
} from "@chancery/core";
import { claimIdempotency, settleIdempotency, takeWritten, type Tx } from "@chancery/db";
import type { z } from "zod";
import { appendEntries, type Act } from "./append-entries.ts";
import { assertCaller } from "./audit/assert-caller.ts";
import { readLogOnce } from "./audit/known-log.ts";
import { askingOf, authorise, notFound, refuseAnonymous, soughtIn, veil, type Asking } from "./authorise.ts";
import type { DescribedBy } from "./describes.ts";
import type { Call, House } from "./house.ts";
import { mayActAsHolder } from "./identity/unvouched.ts";
import { refreshAfter } from "./models/refresh-summary.ts";
import { parse } from "./parse.ts";
import { markOldAfter } from "./promotions/mark-old.ts";
import { recordRefusal } from "./record-refusal.ts";

/** In place of what an act holds: all that was asked for is so already. Nothing was written that the log answers for, and no entry tells of it. */
export const isSoAlready: unique symbol = Symbol("is so already");

type About = { readonly kind: string; readonly id: string };
/** A further act this one caused: its own leaf, chained by causationid. */
export type Caused<A extends ActKind> = {
  [K in A]: { readonly kind: K; readonly about: About; readonly data: ActData<K> };
}[A];

/** What `run` works with. Nothing but queries may be awaited inside it. */
export type Scope<S, W = undefined> = {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly now: Date;
  newId(): string;
  readonly subject: S;
  /** The actor's grants in force. */
  readonly grants: readonly GrantFact[];
  /** What further things named in the input are found by. */
  readonly asking: Asking;
  /** What `prepare` gave. */
  readonly prepared: W;
  readonly house: House;
  readonly call: Call;
};

type Declared<
  K extends ActKind,
  P extends Permission,
  I extends z.ZodType,
  S extends SubjectOf<P>,
  R extends DescribedBy<O>,
  A extends ActKind,
  W,
  L,
  O extends z.ZodType,
> = {
  /** The act, as the log names it. */
  readonly kind: K;
  readonly permission: P;
  readonly input: I;
  readonly output: O;
  /** Slow work before the transaction begins, such as hashing. The caller is not authorised yet: what it finds, `run` decides on. */
  prepare?(house: House, call: Call, input: z.output<I>): Promise<W>;
  /** What the permission is judged on, loaded inside the transaction and locked; `undefined` is NOT_FOUND. */
  subject(tx: Tx, input: z.output<I>, asking: Asking): Promise<S | undefined>;
  /** Acts this one may cause. */
  readonly causes?: readonly A[];
  /** `false` for results that may not be stored for replay: secrets shown once. */
  readonly isReplayed?: boolean;
  run(
    scope: Scope<S, W>,
    input: z.output<I>,
  ): Promise<{
    readonly result: R;
    readonly audit: ActData<K> | typeof isSoAlready;
    /** What the leaf is about, when that is not the subject itself: a thing just made. */
    readonly about?: About;
    readonly caused?: readonly NoInfer<Caused<A>>[];
    /** What is left to do once this is committed. */
    readonly left?: L;
  }>;
  /** What follows the commit, also one that is answered again from its key, which leaves nothing. */
  after?(house: House, input: z.output<I>, left: L | undefined): void | Promise<void>;
};

export type Command<I extends z.ZodType, R> = {
  (house: House, call: Call, input: unknown): Promise<R>;
  readonly input: I;
  /** Of the answer: for the document and for tests. No answer is parsed on its way out. */
  readonly output: z.ZodType;
  readonly kind: ActKind;
  readonly permission: Permission;
};

/** Declares an act. Forgetting its permission, its audit payload, or resolving the wrong kind of subject does not compile. */
export function command<
  const K extends ActKind,
  const P extends Permission,
  I extends z.ZodType,
  S extends SubjectOf<P>,
  R extends DescribedBy<O>,
  O extends z.ZodType,
  A extends ActKind = never,
  W = undefined,
  L = undefined,
>(declared: Declared<K, P, I, S, R, A, W, L, O>): Command<I, R> {
  const execute = async (house: House, call: Call, raw: unknown): Promise<R> => {
    const input = parse(declared.input, raw);
    refuseAnonymous(call.actor, declared.permission);
    const kept: { subject?: Subject } = {};
    const act = async () => {
      const prepared = (await declared.prepare?.(house, call, input)) as W; // undefined is W where there is no `prepare`
      await readLogOnce(house);
      return house.db.transaction((tx) => perform(declared, { house, call, tx, raw, kept, prepared }, input));
    };
    const { result, left } = await act().catch(async (error: unknown) => {
      await recordRefusal(house, call, { kind: declared.kind, subject: kept.subject, error });
      throw veil(error, soughtIn(input));
    });
    await declared.after?.(house, input, left);
    return result;
  };
  const { input, output, kind, permission } = declared;
  return Object.assign(execute, { input, output, kind, permission });
}

type Attempt<W> = { house: House; call: Call; tx: Tx; raw: unknown; kept: { subject?: Subject }; prepared: W };

async function perform<
  K extends ActKind,
  P extends Permission,
  I extends z.ZodType,
  S extends SubjectOf<P>,
  R extends DescribedBy<O>,
  A extends ActKind,
  W,
  L,
  O extends z.ZodType,
>(
  declared: Declared<K, P, I, S, R, A, W, L, O>,
  { house, call, tx, raw, kept, prepared }: Attempt<W>,
  input: z.output<I>,
): Promise<{ readonly result: R; readonly left?: L }> {
  const now = house.clock.now();
  const key = declared.isReplayed === false ? undefined : idempotencyKeyOf(call, declared.kind);
  const prior = key === undefined ? undefined : await claimIdempotency(tx, { key, bodyHash: hashOf(raw), now });
  const asking = askingOf(tx, { actor: call.actor, now, house });
  const subject = await declared.subject(tx, prior ? named(input, prior.result) : input, asking);
  if (subject === undefined) throw notFound(soughtIn(input));
  kept.subject = subject; // kept before the verdict: a refusal names what it was about
  const grants = await asking.grants(); // read under the subject's lock, unless it took them to find it
  authorise(call.actor, grants, declared.permission, subject);
  orThrow(await mayActAsHolder(tx, { actor: call.actor, permission: declared.permission, now }));
  await assertCaller(house, tx, { actor: call.actor, permission: declared.permission, now });
  // Only now: an answer given before is told to nobody who may not do this today, nor through a token that never could.
  if (prior && prior.bodyHash !== hashOf(raw))
    throw refuse(
      "CONFLICT",
      "idempotency_key_reused",
      "this Idempotency-Key was already used with another body: use a new key",
    );
  if (prior) return { result: (isKept(prior.result) ? prior.result.result : prior.result) as R }; // stored below, as JSON, by this same command
  const scope = {
    tx,
    actor: call.actor,
    now,
    newId: () => house.newId(),
    subject,
    grants,
    asking,
    prepared,
    house,
    call,
  };
  const done = await declared.run(scope, input);
  if (done.audit !== isSoAlready) await tell(declared, { house, call, tx, subject }, { ...done, audit: done.audit });
  else if ((await takeWritten(tx)).length > 0) throw new Error("what was written is told by no entry");
  const keptFor = { kind: subject.kind, id: subject.id };
  if (key) await settleIdempotency(tx, { key, result: { keptFor, result: done.result } satisfies Kept });
  return done;
}

/** An answer kept for replay, and what it was about. Those of earlier releases are the answer alone. */
type Kept = { readonly keptFor: About; readonly result: unknown };
const isKept = (stored: unknown): stored is Kept =>
  typeof stored === "object" && stored !== null && "keptFor" in stored && "result" in stored;

/** The input of an act that is asked again: an alias or stage it named then may name another version by now, or none. */
function named<I>(input: I, stored: unknown): I {
  const sought = soughtIn(input);
  if (!sought || sought.id !== undefined || !isKept(stored)) return input;
  const { kind, id } = stored.keptFor;
  if ((sought.noun === "account" ? "actor" : sought.noun) !== kind) return input;
  const entries = Object.entries(input as object as Record<string, unknown>).map(([key, value]) => [
    key,
    value === sought ? { ...sought, id } : value,
  ]);
  return Object.fromEntries(entries) as I;
}

type Done<K extends ActKind, A extends ActKind> = {
  readonly audit: ActData<K>;
  readonly about?: About;
  readonly caused?: readonly Caused<A>[];
};
async function tell<K extends ActKind, A extends ActKind>(
  { kind }: { readonly kind: K },
  { house, call, tx, subject }: { house: House; call: Call; tx: Tx; subject: Subject },
  { audit, caused: causes = [], about = { kind: subject.kind, id: subject.id } }: Done<K, A>,
): Promise<void> {
  const id = house.newId();
  const { actor, requestId } = call;
  const own = { id, kind, about, actor, requestId, outcome: "success", data: audit } as Act;
  const caused = causes.map(
    (act) => ({ ...act, id: house.newId(), actor, requestId, outcome: "success", causedBy: id }) as const,
  );
  const kinds = [own, ...caused].map((act) => act.kind);
  await refreshAfter(tx, { kinds, subject, about });
  await markOldAfter(tx, { kinds, subject, about, entryId: id });
  await appendEntries(house, tx, [own, ...caused]);
}

/** A digest: a key is the caller's own text, and some take a secret for it. */
const idempotencyKeyOf = (call: Call, kind: ActKind) =>
  call.idempotencyKey === undefined ? undefined : hashOf([call.actor.id, kind, call.idempotencyKey]);
const hashOf = (body: unknown) =>
  createHash("sha256")
    .update(JSON.stringify(body) ?? "")
    .digest("hex");
