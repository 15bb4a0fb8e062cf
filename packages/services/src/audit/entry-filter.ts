// What an auditor filters by, as lists and exports take it, and what that means to the database.
import {
  actClasses,
  actsOfClass,
  anonymousActor,
  Instant,
  InstantEnd,
  isUuid,
  kindsSaying,
  namesActs,
  plainText,
  refuse,
  SearchText,
  systemActor,
} from "@chancery/core";
import type { AuditFilter, AuditWord } from "@chancery/db";
import { z } from "zod";

const maxWords = 8;
const wordsIn = (typed: string) => typed.split(/\s+/);
const text = SearchText.refine((typed) => wordsIn(typed).length <= maxWords, { message: `at most ${maxWords} words` });

/** Every condition must hold. `actor` is an id or part of a name, `subject` is `kind/id` or part of a name, `kind` an act (without its version: every version) or its first part, `class` a population of acts. */
export const entryFilter = {
  q: text.optional(),
  actor: text.optional(),
  kind: z
    .string()
    .max(80)
    .refine(namesActs, {
      message:
        "is not a kind of act: give a kind such as promotion.voted, a version of it such as promotion.voted@2, or its first part, such as promotion",
    })
    .optional(),
  class: z.enum(actClasses).optional(),
  subject: text.optional(),
  outcome: z.enum(["success", "denied", "failure"]).optional(),
  requestId: plainText(100).optional(),
  from: Instant.optional(),
  to: InstantEnd.optional(),
} as const;
export type EntryFilter = z.output<z.ZodObject<typeof entryFilter>>;

const wordsOf = (typed: string): readonly AuditWord[] =>
  wordsIn(typed).map((word) => ({ text: word, kinds: kindsSaying(word) }));
const isActorId = (given: string) => isUuid(given) || given === systemActor.id || given === anonymousActor.id;
const isSubject = (given: string) => /^[a-z-]+\/[0-9a-f-]{36}$/.test(given) || given === "organisation/organisation";

/** The query behind a filter. INVALID_INPUT for a period that ends before it begins. */
export function toAuditFilter(filter: EntryFilter): AuditFilter {
  const { q, actor, kind, subject, outcome, requestId, from, to } = filter;
  if (from !== undefined && to !== undefined && from > to)
    throw refuse("INVALID_INPUT", "period_reversed", `“from” (${from}) is after “to” (${to}): swap them`);
  return {
    words: [...(q ? wordsOf(q) : []), ...(subject && !isSubject(subject) ? wordsOf(subject) : [])],
    actorId: actor && isActorId(actor) ? actor : undefined,
    actorName: actor && !isActorId(actor) ? actor : undefined,
    kind: kind?.replace(/\.\*$/, ""),
    kinds: filter.class && actsOfClass(filter.class),
    subject: subject && isSubject(subject) ? subject : undefined,
    outcome,
    requestId,
    since: from === undefined ? undefined : new Date(from),
    until: to === undefined ? undefined : new Date(to),
  };
}

const names = Object.keys(entryFilter) as readonly (keyof EntryFilter)[];
const given = (filter: EntryFilter) =>
  names
    .map((name) => [name, filter[name]] as const)
    .filter((pair): pair is [keyof EntryFilter, string] => pair[1] !== undefined);

/** The filter in one line, as exports state it: "" when nothing is left out. */
export const filterText = (filter: EntryFilter): string =>
  given(filter)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&");

/** What of a filter somebody typed: it may name a person. */
const isTyped: Readonly<Partial<Record<keyof EntryFilter, (value: string) => boolean>>> = {
  q: () => true,
  actor: (value) => !isActorId(value),
  subject: (value) => !isSubject(value),
  requestId: (value) => !isUuid(value),
};

/** The same for a leaf: what was typed freely stands in `open` by its name alone. */
export function filterForLeaf(filter: EntryFilter): {
  readonly open: string;
  readonly typed: Readonly<Record<string, string>>;
} {
  const typed = given(filter).filter(([name, value]) => isTyped[name]?.(value));
  const hidden = new Map<string, string>(typed);
  const open = given(filter).map(([name, value]) => (hidden.has(name) ? name : `${name}=${encodeURIComponent(value)}`));
  return { open: open.join("&"), typed: Object.fromEntries(typed) };
}
