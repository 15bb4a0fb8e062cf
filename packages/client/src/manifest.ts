// The manifest of a sealed version: fetched as bytes, held against the digest the version is known by, then read.
import type { Descriptor, FileEntry, Signature } from "@chancery/core";
import { ChanceryClientError } from "./error.ts";
import type { CallOptions, Http } from "./http.ts";
import { readBody } from "./read-body.ts";

/** What sealing froze. `files` is empty for an external version, `descriptor` null for one of files. */
export type Manifest = {
  readonly versionId: string;
  readonly manifestDigest: string;
  readonly kind: "files" | "external";
  readonly files: readonly FileEntry[];
  readonly descriptor: Descriptor | null;
  readonly params: Readonly<Record<string, string>>;
  readonly signature: Signature | null;
  readonly environment: Readonly<Record<string, string>>;
};
/** A version and the digest its manifest must have: what `resolve` answers, or a pin. */
export type SealedVersion = { readonly versionId: string; readonly manifestDigest: string };

const longestManifestBytes = 128 * 1024 * 1024;

/** Throws INTEGRITY unless the bytes are those `manifestDigest` names. */
export async function fetchManifest(http: Http, version: SealedVersion, options: CallOptions): Promise<Manifest> {
  const path = `/api/v1/versions/${encodeURIComponent(version.versionId)}/manifest`;
  const response = await http.send(path, options);
  const bytes = await readAll(response);
  const digest = await sha256Of(bytes);
  if (digest !== version.manifestDigest)
    throw integrity(`the manifest of ${version.versionId} does not match its digest`, {
      expected: version.manifestDigest,
      received: digest,
    });
  const content = contentOf(bytes);
  if (!content) throw integrity("this client does not know this kind of manifest: update it", {});
  return {
    versionId: version.versionId,
    manifestDigest: digest,
    kind: content.kind,
    files: content.files ?? [],
    descriptor: content.descriptor ?? null,
    params: content.params ?? {},
    signature: content.signature ?? null,
    environment: content.environment ?? {},
  };
}

type Content = Partial<Manifest> & Pick<Manifest, "kind">;

/** What the bytes say; undefined for what no honest server seals. The digest alone vouches for nothing: the same server named it. */
function contentOf(bytes: Uint8Array<ArrayBuffer>): Content | undefined {
  try {
    const content = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as Partial<Manifest> | null;
    if (content?.kind !== "files" && content?.kind !== "external") return undefined;
    const files: unknown = content.files ?? [];
    return Array.isArray(files) && files.every(isFileEntry) ? (content as Content) : undefined;
  } catch {
    return undefined;
  }
}

/** Its path is judged where a file is about to be written. */
function isFileEntry(entry: unknown): entry is FileEntry {
  const { path, sizeBytes, sha256 } = (entry ?? {}) as Partial<Record<keyof FileEntry, unknown>>;
  return (
    typeof path === "string" &&
    Number.isSafeInteger(sizeBytes) &&
    Number(sizeBytes) >= 0 &&
    typeof sha256 === "string" &&
    /^[0-9a-f]{64}$/.test(sha256)
  );
}

async function readAll(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readBody(response, longestManifestBytes);
  if (!bytes) throw integrity("the manifest is longer than this client accepts", { sizeBytes: longestManifestBytes });
  return bytes;
}

async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const integrity = (message: string, facts: Readonly<Record<string, string | number>>) =>
  new ChanceryClientError("INTEGRITY", message, { reasons: [{ code: "digest_mismatch", message }], facts });
