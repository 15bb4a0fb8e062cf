// Pushes and votes that write down every answer, so that after a crash each promise can be held against what is there.
import { createHash, randomUUID } from "node:crypto";
import type { Bearer } from "./bearer.ts";
import type { Chance } from "./chance.ts";
import { team } from "./registry.ts";

export const model = `${team}/crashed`;
const chunkBytes = 512 * 1024;

export type PushedFile = { readonly path: string; readonly sizeBytes: number; readonly sha256: string };
/** A push on its way: its keys stay the same however often it is made again. */
export type Push = {
  /** One file by itself, or several small ones as a batch. */
  readonly files: readonly PushedFile[];
  /** The bytes of the files, one behind the other. */
  readonly body: Buffer<ArrayBuffer>;
  readonly keys: { readonly create: string; readonly seal: string };
  versionId?: string;
  uploadId?: string;
  /** What the server said is durable. */
  offset: number;
  /** Its bytes may be stored already without the draft knowing: then, and only then, they are asked for again. */
  wasFinishing: boolean;
  isFinished: boolean;
};
export type Asking = {
  readonly versionId: string;
  readonly stage: "staging" | "production";
  readonly keys: { readonly ask: string; readonly vote: string };
};
/** Everything that was answered with success. */
export type Ledger = {
  readonly finished: { readonly versionId: string; readonly files: readonly PushedFile[] }[];
  readonly sealed: { readonly versionId: string; readonly manifestDigest: string }[];
  readonly votes: { readonly promotionId: string; readonly number: number; readonly versionId: string }[];
  /** Begun and not answered to the end. */
  readonly pushes: Set<Push>;
  readonly askings: Set<Asking>;
};
export const newLedger = (): Ledger => ({
  finished: [],
  sealed: [],
  votes: [],
  pushes: new Set(),
  askings: new Set(),
});

export function newPush(chance: Chance): Push {
  const sizes =
    chance.between(1, 3) === 1
      ? Array.from({ length: chance.between(2, 12) }, () => chance.oneOf([0, 700, 90_000]) + chance.between(0, 999))
      : [chance.oneOf([0, 700, 90_000, 1_500_000, 4_000_000]) + chance.between(0, 999)];
  const contents = sizes.map((size) => chance.bytes(size));
  const nameOf = (n: number) => (contents.length === 1 ? "model.bin" : `shard-${String(n).padStart(2, "0")}.bin`);
  return {
    files: contents.map((bytes, n) => ({
      path: nameOf(n),
      sizeBytes: bytes.length,
      sha256: createHash("sha256").update(bytes).digest("hex"),
    })),
    body: Buffer.concat(contents),
    keys: { create: randomUUID(), seal: randomUUID() },
    offset: 0,
    wasFinishing: false,
    isFinished: false,
  };
}

/** Makes the push, or goes on with it; it is taken off the ledger's open ones when its version is sealed. */
export async function pushOn(maker: Bearer, ledger: Ledger, push: Push): Promise<void> {
  ledger.pushes.add(push);
  const { files, keys } = push;
  push.versionId ??= (
    await maker.mutate<{ id: string }>("versions.create", { model, kind: "files" }, { idempotencyKey: keys.create })
  ).id;
  const { versionId } = push;
  if (!push.isFinished) {
    await sendFiles(maker, push, versionId);
    push.isFinished = true;
    ledger.finished.push({ versionId, files });
  }
  const { manifestDigest } = await maker.mutate<{ manifestDigest: string }>(
    "versions.seal",
    { versionId },
    { idempotencyKey: keys.seal },
  );
  ledger.sealed.push({ versionId, manifestDigest });
  ledger.pushes.delete(push);
}

type Begun = { readonly id: string; readonly offset: number; readonly sizeBytes: number; readonly state?: string };
/** What is there already is not sent again: then the body is shorter, and another upload's. */
async function begin(maker: Bearer, { files }: Push, versionId: string): Promise<Begun> {
  const [only, ...others] = files;
  const [path, json] =
    others.length === 0 ? ["/api/v1/uploads", { versionId, ...only }] : ["/api/v1/batches", { versionId, files }];
  return (await maker.ok(path, { method: "POST", json })).body as Begun;
}

async function sendFiles(maker: Bearer, push: Push, versionId: string): Promise<void> {
  const { body } = push;
  const begun = await begin(maker, push, versionId);
  if (push.uploadId === begun.id && begun.offset < push.offset && !push.wasFinishing)
    throw new Error(`the server forgot durable bytes: it had ${push.offset}, now ${begun.offset} of ${body.length}`);
  push.uploadId = begun.id;
  if (begun.state === "committed") return;
  push.offset = begun.offset;
  while (push.offset < begun.sizeBytes) {
    const { headers } = await maker.ok(`/api/v1/uploads/${begun.id}`, {
      method: "PATCH",
      bytes: body.subarray(push.offset, push.offset + chunkBytes),
      headers: { "upload-offset": String(push.offset), "content-type": "application/octet-stream" },
    });
    push.offset = Number(headers.get("upload-offset"));
  }
  push.wasFinishing = true;
  await maker.ok(`/api/v1/uploads/${begun.id}/finish`, { method: "POST", json: {} });
  push.wasFinishing = false;
}

/** Asks for a version's promotion and approves it; repeating it with the same keys does it once. */
export async function promoteOn(
  { maker, reviewer }: { readonly maker: Bearer; readonly reviewer: Bearer },
  ledger: Ledger,
  asking: Asking,
): Promise<void> {
  ledger.askings.add(asking);
  const { versionId, stage, keys } = asking;
  const asked = await maker.mutate<{ id: string; number: number }>(
    "promotions.request",
    { versionId, stage, reason: "Better on the holdout than what is there." },
    { idempotencyKey: keys.ask },
  );
  const { digests: seen } = await reviewer.query<{ digests: object }>("promotions.get", { number: asked.number });
  const voted = await reviewer.mutate<{ state: string }>(
    "promotions.vote",
    { promotionId: asked.id, decision: "approve", note: "Read and compared.", seen },
    { idempotencyKey: keys.vote },
  );
  if (voted.state !== "executed") throw new Error(`one approval did not execute promotion ${asked.number}`);
  ledger.votes.push({ promotionId: asked.id, number: asked.number, versionId });
  ledger.askings.delete(asking);
}

export const newAsking = (versionId: string, stage: Asking["stage"]): Asking => ({
  versionId,
  stage,
  keys: { ask: randomUUID(), vote: randomUUID() },
});
