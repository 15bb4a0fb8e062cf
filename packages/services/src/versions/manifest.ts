// The manifest of a sealed version: the very bytes its digest was taken over.
import { refuse } from "@chancery/core";
import { versionById, versionSubject } from "@chancery/db";
import { z } from "zod";
import { query } from "../query.ts";

export type Manifest = { readonly manifest: string; readonly manifestDigest: string };

/** CONFLICT for a draft. A revoked version still has its manifest: what runs stays resolvable by digest. */
export const readManifest = query({
  permission: "version:read",
  input: z.strictObject({ versionId: z.uuid() }),
  subject: (reader, { versionId }) => versionSubject(reader, versionId),
  async run({ reader }, { versionId }): Promise<Manifest> {
    const version = await versionById(reader, versionId);
    if (!version?.manifest || !version.manifestDigest)
      throw refuse("CONFLICT", "version_draft", "a draft has no manifest yet: seal it first");
    return { manifest: version.manifest, manifestDigest: version.manifestDigest };
  },
});
