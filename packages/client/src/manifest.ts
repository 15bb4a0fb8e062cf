// The manifest of a sealed version: fetched as bytes, held against the digest the version is known by, then read.
import type { Descriptor, FileEntry, Signature } from "@chancery/core";
import { ChanceryClientError } from "./error.ts";
import type { CallOptions, Http } from "./http.ts";

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

const longestManifestBytes = 256 * 1024 * 1024;

/** Throws INTEGRITY unless the bytes are those `manifestDigest` names. */
export async function fetchManifest(http: Http, version: SealedVersion, options: CallOptions): Promise<Manifest> {
  const path = `/api/v1/versions/${encodeURIComponent(version.versionId)}/manifest`;
  const response = await http.send(path, options);
  const bytes = await readAll(response);
  const digest = await sha256Of(bytes);
  if (digest !== version.manifestDigest)
    throw integrity(`the manifest of ${version.versionId} is not the one its digest names`, {
      expected: version.manifestDigest,
      received: digest,
    });
  // The digest vouches for the shape: only a server that sealed it could have named these bytes.
  const content = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as Partial<Manifest>;
  if (content.kind !== "files" && content.kind !== "external")
    throw integrity("the manifest is of a kind this client does not know", {});
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

async function readAll(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const declared = Number(response.headers.get("content-length") ?? 0);
  if (declared > longestManifestBytes)
    throw integrity("the manifest is longer than any this client reads", { sizeBytes: declared });
  return new Uint8Array(await response.arrayBuffer());
}

async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const integrity = (message: string, facts: Readonly<Record<string, string | number>>) =>
  new ChanceryClientError("INTEGRITY", message, { reasons: [{ code: "digest_mismatch", message }], facts });
