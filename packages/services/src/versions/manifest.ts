// The manifest of a sealed version: the very bytes its digest was taken over.
import { refuse, sha256Hex, Target } from "@chancery/core";
import { versionById } from "@chancery/db";
import { z } from "zod";
import { contradicted, rowInWords } from "../audit/row-words.ts";
import { query } from "../query.ts";
import { inside } from "../describes.ts";
import { findVersion } from "../subjects/version.ts";
import { heldVersion } from "./held-version.ts";

export type Manifest = { readonly manifest: string; readonly manifestDigest: string };

/** CONFLICT for a draft. A revoked version still has its manifest: what runs stays resolvable by digest. */
export const readManifest = query({
  permission: "version:read",
  input: z.strictObject({ versionId: Target.version }),
  output: inside,
  subject: (reader, { versionId }, asking) => findVersion(reader, versionId, asking),
  async run({ reader, house, subject }): Promise<Manifest> {
    const { manifestDigest } = await heldVersion({ house, reader }, subject);
    if (manifestDigest === null) throw refuse("CONFLICT", "version_draft", "a draft has no manifest: seal it first");
    const manifest = (await versionById(reader, subject.id))?.manifest ?? "";
    if (sha256Hex(manifest) !== manifestDigest)
      throw contradicted(rowInWords({ table: "versions", id: subject.id, columns: ["manifest"] }), null);
    return { manifest, manifestDigest };
  },
});
