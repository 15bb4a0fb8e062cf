// Every use-case of the server as a typed call: `api.models.get.query({ model })`, `api.promotions.vote.mutate({ … })`.
import type { AppRouter } from "@chancery/api";
import type { CallOptions, Http } from "./http.ts";

/** An input without a required field may be left out. */
type Args<Input> =
  Record<never, never> extends Input ? [input?: Input, options?: CallOptions] : [input: Input, options?: CallOptions];
export type Query<Input, Output> = {
  /** Safe to repeat: repeated on failures that pass. */
  query(...args: Args<Input>): Promise<Output>;
};
export type Mutation<Input, Output> = {
  /** Sent with an Idempotency-Key, the same one when it is sent again. */
  mutate(...args: Args<Input>): Promise<Output>;
};

/** What a call takes it does not change: read-only values will do. */
type Given<Value> = Value extends readonly (infer Item)[]
  ? readonly Given<Item>[]
  : Value extends object
    ? { [Key in keyof Value]: Given<Value[Key]> }
    : Value;
type Typed<Type, Input, Output> = { _def: { type: Type; $types: { input: Input; output: Output } } };
type Calls<Node> = {
  readonly [Key in keyof Node]: Node[Key] extends Typed<"query", infer Input, infer Output>
    ? Query<Given<Input>, Output>
    : Node[Key] extends Typed<"mutation", infer Input, infer Output>
      ? Mutation<Given<Input>, Output>
      : Calls<Node[Key]>;
};
/** One property per noun, one per verb; the same rules as in the portal. */
export type Api = Calls<AppRouter["_def"]["record"]>;

/** The proxy behind the types. It speaks tRPC's plain wire (no transformer, no batch) through our own retries and errors. */
export function createApi(http: Http): Api {
  const query = async (procedure: string, input: unknown = {}, options: CallOptions = {}) =>
    dataOf(await http.json(`/api/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`, options));
  const mutate = async (procedure: string, input: unknown = {}, options: CallOptions = {}) =>
    dataOf(await http.json(`/api/trpc/${procedure}`, { ...options, method: "POST", json: input }));
  const verbs = (noun: string) => (verb: string) => ({
    query: (input?: unknown, options?: CallOptions) => query(`${noun}.${verb}`, input, options),
    mutate: (input?: unknown, options?: CallOptions) => mutate(`${noun}.${verb}`, input, options),
  });
  // The router's type says which paths there are; the server answers any other with NOT_FOUND.
  return anyKey((noun) => anyKey(verbs(noun))) as Api;
}

const dataOf = (answer: unknown) => (answer as { readonly result?: { readonly data?: unknown } }).result?.data;

/** An object with every key but those that `await` and JSON.stringify ask for. */
const anyKey = (valueOf: (key: string) => unknown): object =>
  new Proxy(
    {},
    {
      get: (_target, key) => (typeof key === "string" && key !== "then" && key !== "toJSON" ? valueOf(key) : undefined),
    },
  );
