// What one version is compared by, and what a dossier freezes of it: params, signature, files.
import { maxFilesPerVersion, type FileEntry, type Signature, type VersionState } from "@chancery/core";
import type { Reader } from "./handle.ts";
import { filesOf } from "./sealed-files.ts";
import { versionById } from "./versions.ts";

/** What a version is compared by. */
export type VersionContent = {
  readonly number: number;
  readonly state: VersionState;
  readonly manifestDigest: string | null;
  readonly params: Readonly<Record<string, string>>;
  readonly signature: Signature | null;
  readonly environment: Readonly<Record<string, string>>;
  readonly files: readonly FileEntry[];
};

export type DossierContent = VersionContent & { readonly manifestDigest: string };

/** A sealed version's content. Throws for a draft or an unknown id. */
export async function dossierContent(reader: Reader, versionId: string): Promise<DossierContent> {
  const content = await versionContent(reader, versionId);
  if (!content?.manifestDigest) throw new Error(`version ${versionId} is not sealed: there is nothing to freeze`);
  return { ...content, manifestDigest: content.manifestDigest };
}

/** The content of a version in any state, in two statements at most; undefined for an unknown id. */
export async function versionContent(reader: Reader, versionId: string): Promise<VersionContent | undefined> {
  const version = await versionById(reader, versionId);
  if (!version) return undefined;
  const { number, state, manifestDigest, params, signature, environment } = version;
  const files = await filesOf(reader, { version, limit: maxFilesPerVersion });
  return { number, state, manifestDigest, params, signature, environment, files };
}
