// The draft a push fills: the one of a push that was cut off, or a new one, of a model that may have to be registered first.
import type { Reason } from "@chancery/core";
import { ChanceryClientError, type CallOptions, type Client } from "../index.ts";
import type { PushState } from "./push-memory.ts";
import type { PushOptions, PushRequest } from "./push-request.ts";

export type Draft = {
  readonly id: string;
  readonly number: number;
  readonly isResumed: boolean;
  readonly files: ReadonlyMap<string, string>;
  readonly isSealed: boolean;
  /** What the server says of registering it. */
  readonly warnings: readonly Reason[];
};
export type Remembered = {
  recall(): Promise<PushState | undefined>;
  remember(state: PushState): Promise<void>;
  forget(): Promise<void>;
};

/** Whether a push names a draft that is there (`team/name:4`), and not a model for a new version. */
export const isVersion = (model: string): boolean => model.includes(":");

/** The draft that gets more files. What a draft is made with is not told again. */
export async function standingDraft(
  client: Client,
  request: PushRequest,
  signal: AbortSignal | undefined,
): Promise<Draft> {
  const { model: ref } = request;
  const { model: _, kind: __, ...told } = draftInput(request);
  if (Object.keys(told).length > 0) {
    const names = Object.keys(told).join(", ");
    throw notAdded(
      "INVALID_INPUT",
      "draft_told",
      `${ref} already exists: a push can add files and evidence to it, not ${names}`,
    );
  }
  const { id, state, kind } = await client.api.versions.get.query({ ref }, { signal });
  const model = ref.slice(0, ref.indexOf(":"));
  if (state !== "draft")
    throw notAdded(
      "ILLEGAL_TRANSITION",
      `version_${state}`,
      `${ref} is ${state}, so you cannot add files: push to ${model} to create a new version`,
    );
  if (kind !== "files")
    throw notAdded("ILLEGAL_TRANSITION", "version_external", `${ref} describes an external model and has no files`);
  const draft = await draftOf(client, id, signal);
  if (!draft) throw notAdded("NOT_FOUND", "version_unknown", `${ref} is gone`);
  return { ...draft, isResumed: false };
}

const notAdded = (code: "INVALID_INPUT" | "ILLEGAL_TRANSITION" | "NOT_FOUND", reason: string, message: string) =>
  new ChanceryClientError(code, message, { reasons: [{ code: reason, message }] });

/** The draft of the push that was cut off, when there is one and it still is there; else a new one. */
export async function openDraft(
  client: Client,
  request: PushRequest,
  { memory, signal }: { readonly memory: Remembered; readonly signal: AbortSignal | undefined },
): Promise<Draft> {
  const known = await memory.recall();
  const resumed = known?.versionId ? await draftOf(client, known.versionId, signal) : undefined;
  if (resumed) return resumed;
  const createKey = known?.versionId === null ? known.createKey : crypto.randomUUID();
  await memory.remember({ createKey, versionId: null });
  const created = await createDraft(client, request, { signal, idempotencyKey: createKey });
  await memory.remember({ createKey, versionId: created.id });
  return {
    id: created.id,
    number: created.number,
    isResumed: false,
    files: new Map(),
    isSealed: false,
    // A server of before answers without them.
    warnings: (created as Partial<typeof created>).warnings ?? [],
  };
}

/**
 * Registers the model first where there is none, and only under its full name: a bare one would make a model nobody meant,
 * for ever. A refusal of that says why better than a second NOT_FOUND.
 */
async function createDraft(client: Client, request: PushRequest, call: CallOptions) {
  const create = () => client.api.versions.create.mutate(draftInput(request), call);
  try {
    return await create();
  } catch (error) {
    if (!isNotFound(error)) throw error;
    const [team = "", name] = request.model.split("/");
    if (name === undefined) throw await noSuchModel(client, request.model, call);
    const taken = await register(client, { team, name }, call);
    return create().catch((again: unknown) => {
      throw (isNotFound(again) ? taken : undefined) ?? again;
    });
  }
}

/** Answers the refusal where the name is taken: by somebody who pushed at the same moment, or by what the caller may not see. */
async function register(client: Client, model: { team: string; name: string }, { signal }: CallOptions) {
  try {
    await client.api.models.create.mutate(model, { signal });
    return undefined;
  } catch (error) {
    const isTaken =
      error instanceof ChanceryClientError && error.reasons.some(({ code }) => code === "model_name_taken");
    if (isTaken) return error;
    throw error;
  }
}

async function noSuchModel(client: Client, name: string, { signal }: CallOptions): Promise<ChanceryClientError> {
  const { defaultTeam } = await client.api.me.get.query({}, { signal });
  const message = `there is no model ${name} in your default team: write ${defaultTeam ?? "TEAM"}/${name} to register it there`;
  return new ChanceryClientError("NOT_FOUND", message, { reasons: [{ code: "model_unknown", message }] });
}

const isNotFound = (error: unknown) => error instanceof ChanceryClientError && error.code === "NOT_FOUND";

async function draftOf(client: Client, versionId: string, signal: AbortSignal | undefined): Promise<Draft | undefined> {
  try {
    const { id, number, state } = await client.api.versions.get.query({ versionId }, { signal });
    if (state === "revoked") return undefined;
    const files = new Map<string, string>();
    for await (const file of client.versions.files({ versionId }, { signal })) files.set(file.path, file.sha256);
    return { id, number, isResumed: true, files, isSealed: state === "sealed", warnings: [] };
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

export function draftInput(request: PushRequest) {
  const { model, label, params, environment, signature, tags, card } = request;
  return {
    model,
    kind: "paths" in request ? ("files" as const) : ("external" as const),
    ...("descriptor" in request && { descriptor: request.descriptor }),
    ...(label !== undefined && { label }),
    ...(params && { params }),
    ...(environment && { environment }),
    ...(signature && { signature }),
    ...(tags && { tags }),
    ...(card !== undefined && { card }),
  };
}

/** A push that cannot be remembered goes on: only its being stopped would cost more. */
export function rememberedBy({ memory, onWarning }: PushOptions, key: string): Remembered {
  let isWarned = false;
  const warn = (error: unknown) => {
    if (!isWarned)
      onWarning?.(`this push cannot be remembered, so it starts again if it is stopped: ${(error as Error).message}`);
    isWarned = true;
  };
  return {
    recall: async () => memory?.recall(key),
    remember: async (state) => memory?.remember(key, state).catch(warn),
    forget: async () => memory?.forget(key).catch(warn),
  };
}
