// Seals a draft: computes the digest it is known by from now on, and freezes it.
import {
  maxFilesPerVersion,
  orThrow,
  refuse,
  sealManifest,
  maySeal,
  Sha256,
  Target,
  Digest,
  Id,
  type FilesOnTheirWay,
} from "@chancery/core";
import {
  countReceiving,
  namesOf,
  receivingAfter,
  saveSeal,
  storedFilesOf,
  touchModel,
  versionById,
  type Tx,
} from "@chancery/db";
import { z } from "zod";
import { notFound } from "../authorise.ts";
import { command } from "../command.ts";
import { lockVersion } from "../subjects/version.ts";
import { assertFilesAsSent } from "./files-as-sent.ts";

/**
 * ILLEGAL_TRANSITION for an empty draft, one with files on their way or other than were sent, and what is sealed already.
 * CONFLICT `draft_differs` where its manifest is not the one that the caller means to seal.
 */
export const sealVersion = command({
  kind: "version.sealed@1",
  permission: "version:seal",
  input: z.strictObject({
    versionId: Target.version,
    manifestDigest: Sha256.optional().describe("What you mean to seal: nothing is sealed where it would be another."),
  }),
  output: z.object({ id: Id, number: z.int(), manifestDigest: Digest }),
  subject: (tx, { versionId }, asking) => lockVersion(tx, versionId, asking),
  async run({ tx, actor, now, subject, house }, { manifestDigest: meant }) {
    const { id: versionId, modelId, number } = subject;
    const draft = await versionById(tx, versionId);
    if (!draft) throw notFound();
    const files = await storedFilesOf(tx, { versionId, limit: maxFilesPerVersion });
    const receiving = await countReceiving(tx, versionId);
    const uploads = receiving === 0 ? [] : await firstOnTheirWay(tx, versionId);
    orThrow(maySeal({ ...subject, fileCount: files.length, receiving, uploads }));
    await assertFilesAsSent({ reader: tx, house }, { versionId, files });
    const { manifest, manifestDigest } = sealManifest({ ...draft, files });
    if (meant !== undefined && meant !== manifestDigest) throw differs(meant, manifestDigest);
    await saveSeal(tx, { id: versionId, manifest, manifestDigest, sealedAt: now, sealedBy: actor.id });
    await touchModel(tx, { modelId, now });
    return { result: { id: versionId, number, manifestDigest }, audit: { versionId, modelId, number, manifestDigest } };
  },
});

const differs = (meant: string, found: string) =>
  refuse(
    "CONFLICT",
    "draft_differs",
    `this draft is not what you mean to seal: its manifest is sha256:${found}, yours is sha256:${meant}. Nothing was sealed: compare its files, descriptor, params, signature and environment with yours`,
  );

/** So many are named. */
const named = 5;
async function firstOnTheirWay(tx: Tx, versionId: string): Promise<readonly FilesOnTheirWay[]> {
  const uploads = await receivingAfter(tx, { versionId, limit: named });
  const names = await namesOf(
    tx,
    uploads.map(({ actorId }) => actorId),
  );
  return uploads.map(({ path, fileCount, actorId }) => ({ path, fileCount, sender: names.get(actorId) ?? actorId }));
}
