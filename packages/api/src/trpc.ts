// tRPC's plain wire: one call or a bounded batch, JSON both ways, nothing streamed. tRPC's own adapter takes longer than most calls it carries.
import { refuse, type ChanceryError } from "@chancery/core";
import type { Call } from "@chancery/services";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { answerable, errorBody, retryHeader, statusOf, wire } from "./error-map.ts";
import type { Ctx } from "./http/request.ts";
import { surface } from "./surface.ts";
import { bodyOf, queryOf } from "./v1/route.ts";

export const trpcPath = "/api/trpc";
const maxBatchSize = 20;

type Asked = {
  readonly names: readonly string[];
  readonly isBatch: boolean;
  /** By the call's place in the batch. */
  readonly inputs: { readonly [n: number]: unknown };
};
type Outcome = { readonly data: unknown } | { readonly error: ChanceryError };

export async function serveTrpc(c: Ctx): Promise<Response> {
  if (c.req.method === "HEAD") throw refuse("INVALID_INPUT", "method_wrong", "call procedures with GET or POST");
  try {
    const { names, isBatch, inputs } = await askedIn(c);
    const outcomes = await Promise.all(names.map((name, n) => outcomeOf(c, { name, input: inputs[n], place: n })));
    return answered(c, outcomes, isBatch);
  } catch (error) {
    return answered(c, [refused(c, error)], false);
  }
}

/** Throws where nothing of the request can be called: a batch too long, an input that cannot be read. */
async function askedIn(c: Ctx): Promise<Asked> {
  const query = queryOf(c);
  const isBatch = query["batch"] === "1";
  const path = c.req.path.slice(trpcPath.length + 1);
  const names = isBatch ? path.split(",", maxBatchSize + 1) : [path];
  if (names.length > maxBatchSize)
    throw refuse("INVALID_INPUT", "batch_too_long", `a batch has at most ${maxBatchSize} calls`);
  const input = c.req.method === "GET" ? queried(query["input"]) : await posted(c);
  if (!isBatch) return { names, isBatch, inputs: [input] };
  if (typeof input !== "object" && input !== undefined)
    throw refuse(
      "INVALID_INPUT",
      "input_malformed",
      "the input of a batch must be an object with each call's input under its number",
    );
  return { names, isBatch, inputs: { ...input } };
}

function queried(input: string | undefined): unknown {
  try {
    return input ? JSON.parse(input) : undefined;
  } catch {
    throw refuse("INVALID_INPUT", "input_malformed", "the input is not JSON");
  }
}

function posted(c: Ctx): Promise<unknown> {
  if (c.req.header("content-type") === undefined)
    throw refuse("INVALID_INPUT", "media_type", "send a mutation as application/json");
  return bodyOf(c);
}

type Called = { readonly name: string; readonly input: unknown; readonly place: number };

async function outcomeOf(c: Ctx, { name, input, place }: Called): Promise<Outcome> {
  try {
    const row = surface.get(name);
    if (!row) throw refuse("NOT_FOUND", "procedure_unknown", "there is no such procedure");
    if (c.req.method !== (row.type === "query" ? "GET" : "POST"))
      throw refuse("INVALID_INPUT", "method_wrong", "send queries with GET and mutations with POST");
    return { data: await row.useCase(c.get("deps").house, callAt(c.get("call"), place), input) };
  } catch (error) {
    return refused(c, error);
  }
}

/**
 * A batch has one Idempotency-Key and each of its calls one of its own, by its place: the same batch sent again is the same
 * calls. The first keeps the key as it came, as a call that is sent alone. No header holds a line break.
 */
const callAt = (call: Call, place: number): Call =>
  place === 0 || call.idempotencyKey === undefined
    ? call
    : { ...call, idempotencyKey: `${call.idempotencyKey}\n${place}` };

const refused = (c: Ctx, error: unknown): Outcome => ({
  error: answerable(error, { requestId: c.get("requestId"), log: c.get("deps").house.log }),
});

/** 207 where a batch's calls ended differently. */
function answered(c: Ctx, outcomes: readonly Outcome[], isBatch: boolean): Response {
  const errors = outcomes.flatMap((outcome) => ("error" in outcome ? outcome.error : []));
  const statuses = new Set(outcomes.map((outcome) => ("error" in outcome ? statusOf(outcome.error) : 200)));
  const status = statuses.size === 1 ? [...statuses][0]! : 207;
  const shapes = outcomes.map((outcome) =>
    "error" in outcome ? { error: shapeOf(outcome.error, c.get("requestId")) } : { result: outcome },
  );
  const headers = Object.assign({}, ...errors.map(retryHeader)) as Record<string, string>;
  return c.json(isBatch ? shapes : shapes[0]!, status as ContentfulStatusCode, headers);
}

const shapeOf = (error: ChanceryError, requestId: string) => ({
  message: error.message,
  code: TRPC_ERROR_CODES_BY_KEY[wire[error.code].trpc],
  data: { ...errorBody(error, requestId), httpStatus: statusOf(error) },
});

/** A path as the log may keep it: what is no procedure's name may be anything, a secret pasted there too. */
export function loggedPath(path: string): string {
  if (!path.startsWith(`${trpcPath}/`)) return path.slice(0, 300);
  const names = path.slice(trpcPath.length + 1).split(",", maxBatchSize);
  return `${trpcPath}/${names.map((name) => (surface.has(name) ? name : "?")).join(",")}`;
}
