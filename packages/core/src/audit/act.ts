// How an act is defined: what its leaf holds, how it reads in a sentence, what population it belongs to, how long it is kept.
import { z } from "zod";

/** Seen by the compiler only, which so knows what stands in a leaf. */
type Personal<T extends z.ZodType> = T & { readonly isPersonal: true };

const marked = new WeakSet<z.ZodType>();
/** Personal data or free text: never in a leaf, only its salted digest. */
export function personal<T extends z.ZodType>(schema: T): Personal<T> {
  marked.add(schema);
  return schema as Personal<T>; // see Personal
}
/** The names of an act's personal fields. */
export const personalFields = ({ shape }: z.ZodObject): readonly string[] =>
  Object.keys(shape).filter((name) => marked.has(shape[name] as z.ZodType));

/** Ids are UUIDs, but for `organisation` and the accounts that have no row. */
export const id = z.string().max(64);
export const text = () => personal(z.string().max(20_000));
export const shape = z.strictObject;

/** What an auditor draws a population from: every act is in exactly one. */
export const actClasses = ["release", "access", "policy", "tier", "data", "upkeep"] as const;
export type ActClass = (typeof actClasses)[number];

/**
 * How long what an act discloses is kept. `standard`: with the record, as words of a decision are. `signature`: the printed
 * name and the words of a vote, as long as what was signed. `account`: what tells who somebody is, until it is erased.
 */
export type Retention = "standard" | "signature" | "account";

type PersonalField<S> = { [F in keyof S]: S[F] extends { readonly isPersonal: true } ? F : never }[keyof S];
type OpenField<D extends z.ZodObject> = Exclude<keyof D["shape"], PersonalField<D["shape"]>> & string;
/** What of an act stands in its leaf: all but the personal fields. */
export type OpenData<D extends z.ZodObject> = Pick<z.output<D>, OpenField<D> & keyof z.output<D>>;

/** What a sentence may draw on: the subject's name, facts of the leaf as text, and what an id in it is called. */
export type Told<F extends string = string> = {
  readonly it: string;
  /** A fact of the leaf; "" when it does not hold it. */
  readonly fact: (name: F) => string;
  /** What the id under this name is called. */
  readonly called: (name: F) => string;
};

export type ActDefinition<D extends z.ZodObject = z.ZodObject, F extends string = OpenField<D>> = {
  readonly class: ActClass;
  readonly retention: Retention;
  readonly data: D;
  /** What was done: "sealed speech/vad:3". */
  readonly did: (told: Told<F>) => string;
  /** What a refused one tried: "seal". */
  readonly attempt: string;
  /** Words of the sentence that only some entries say, for whoever searches for them. */
  readonly words?: readonly string[];
};
/** Any act, whatever it holds. */
export type AnyAct = ActDefinition<z.ZodObject, string>;

/** Defines an act. A sentence that draws on what is not in the leaf does not compile. */
export const act = <D extends z.ZodObject>(
  definition: Omit<ActDefinition<D>, "retention"> & { readonly retention?: Retention },
): ActDefinition<D> => ({ retention: "standard", ...definition });
