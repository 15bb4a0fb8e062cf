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
  const call = async (path: readonly string[], input: unknown = {}, options: CallOptions = {}): Promise<unknown> => {
    const [verb, ...reversed] = [...path].reverse();
    const procedure = `/api/trpc/${reversed.reverse().join(".")}`;
    const answer =
      verb === "mutate"
        ? await http.json(procedure, { ...options, method: "POST", json: input })
        : await http.json(`${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`, options);
    return (answer as { readonly result?: { readonly data?: unknown } }).result?.data;
  };
  const node = (path: readonly string[]): unknown =>
    new Proxy(() => undefined, {
      get: (_target, key) => (typeof key === "string" && key !== "then" ? node([...path, key]) : undefined),
      apply: (_target, _this, [input, options]: [unknown?, CallOptions?]) => call(path, input, options),
    });
  // The router's type says which paths there are; the server refuses any other as NOT_FOUND.
  return node([]) as Api;
}
