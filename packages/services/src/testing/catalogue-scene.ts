// Teams, makers and short ways to make models and push files: what catalogue suites start from.
import { sha256Hex, type Actor, type BatchView, type UploadView } from "@chancery/core";
import { expect } from "vitest";
import { createModel } from "../models/create.ts";
import { appendToUpload } from "../uploads/append.ts";
import { beginBatch } from "../uploads/begin-batch.ts";
import { beginUpload } from "../uploads/begin.ts";
import { finishUpload } from "../uploads/finish.ts";
import { createVersion } from "../versions/create.ts";
import { sealVersion } from "../versions/seal.ts";
import type { World } from "./index.ts";

export type Draft = { readonly id: string; readonly number: number; readonly modelId: string };
export type Catalogue = World & {
  /** Contributor of speech. */
  readonly ada: Actor;
  /** Maintainer of speech. */
  readonly max: Actor;
  /** Contributor of vision. */
  readonly vik: Actor;
  /** Signed in, holds no role anywhere. */
  readonly zoe: Actor;
  /** `speech/vad`, seen by the organisation, unless said otherwise; answers its id. */
  model(options?: {
    readonly name?: string;
    readonly team?: string;
    readonly by?: Actor;
    readonly visibility?: "organisation" | "team" | "restricted";
  }): Promise<string>;
  draft(options?: { readonly model?: string; readonly by?: Actor; readonly [field: string]: unknown }): Promise<Draft>;
  /** Sends a whole file and finishes it. */
  send(versionId: string, path: string, content: string, by?: Actor): Promise<UploadView>;
  /** A draft with one file, sealed. */
  sealed(
    content: string,
    options?: { readonly model?: string; readonly by?: Actor; readonly [field: string]: unknown },
  ): Promise<Draft & { readonly manifestDigest: string }>;
};

export async function openCatalogue(world: World): Promise<Catalogue> {
  const { house, call } = world;
  const ada = await world.person("Ada", { role: "contributor", team: "speech" });
  const max = await world.person("Max", { role: "maintainer", team: "speech" });
  const vik = await world.person("Vik", { role: "contributor", team: "vision" });
  const zoe = await world.person("Zoe");
  const catalogue: Catalogue = {
    ...world,
    ada,
    max,
    vik,
    zoe,
    async model({ name = "vad", team = "speech", by = ada, visibility } = {}) {
      world.clock.advance(1);
      const { id } = await createModel(house, call(by), { team, name, ...(visibility && { visibility }) });
      return id;
    },
    async draft({ model = "speech/vad", by = ada, ...fields } = {}) {
      world.clock.advance(1);
      return createVersion(house, call(by), { model, ...fields });
    },
    send: (versionId, path, content, by = ada) => sendFile(world, by, { versionId, path, content }),
    async sealed(content, options = {}) {
      const draft = await catalogue.draft(options);
      await catalogue.send(draft.id, "model.onnx", content, options.by);
      world.clock.advance(1);
      const { manifestDigest } = await sealVersion(house, call(options.by ?? ada), { versionId: draft.id });
      return { ...draft, manifestDigest };
    },
  };
  return catalogue;
}

/** Sends a whole file and finishes it. */
export async function sendFile(
  { house, call, clock }: World,
  by: Actor,
  {
    versionId,
    path,
    content,
    isDigestStated = true,
  }: {
    readonly versionId: string;
    readonly path: string;
    readonly content: string;
    readonly isDigestStated?: boolean;
  },
): Promise<UploadView> {
  clock.advance(1);
  const bytes = Buffer.from(content);
  const stated = isDigestStated && { sha256: sha256Hex(content) };
  const wanted = { versionId, path, sizeBytes: bytes.length, ...stated };
  const begun = await beginUpload(house, call(by), wanted);
  if (begun.state === "committed") return begun;
  const { id: uploadId, offset } = begun;
  await appendToUpload(house, call(by), { uploadId, offset, body: bodyOf(bytes.subarray(offset)) });
  return finishUpload(house, call(by), { uploadId });
}

export type BatchedFile = { readonly path: string; readonly content: string; readonly isStated?: boolean };

/** Begins a batch: a file that is not `isStated` comes without its digest. */
export const beginFiles = (
  { house, call }: World,
  by: Actor,
  { versionId, files }: { readonly versionId: string; readonly files: readonly BatchedFile[] },
) =>
  beginBatch(house, call(by), {
    versionId,
    files: files.map(({ path, content, isStated = true }) => ({
      ...{ path, sizeBytes: Buffer.byteLength(content) },
      ...(isStated && { sha256: sha256Hex(content) }),
    })),
  });

/** Sends files as one batch and finishes it. */
export async function sendBatch(
  world: World,
  by: Actor,
  batch: { readonly versionId: string; readonly files: readonly BatchedFile[] },
): Promise<BatchView> {
  const { house, call, clock } = world;
  clock.advance(1);
  const begun = await beginFiles(world, by, batch);
  const { id: uploadId, offset, wanted } = begun;
  const body = Buffer.concat(wanted.map((at) => Buffer.from(batch.files[at]?.content ?? "")));
  await appendToUpload(house, call(by), { uploadId, offset, body: bodyOf(body.subarray(offset)) });
  await finishUpload(house, call(by), { uploadId });
  return begun;
}

export async function* bodyOf(...chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield await Promise.resolve(chunk);
}

/** Matches a refusal by its code and its one or first reason. */
export const refusal = (code: string, reason: string): unknown =>
  expect.objectContaining({
    code,
    reasons: expect.arrayContaining([expect.objectContaining({ code: reason })]) as unknown,
  });

/** All that a refusal tells, but for the name that was asked for. */
export const refusedWith = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => "not refused",
    (error: unknown) => JSON.stringify(error).replaceAll(/'[^']*'/g, "'…'"),
  );
