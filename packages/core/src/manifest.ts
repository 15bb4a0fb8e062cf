// The manifest: what sealing freezes, and the digest a version is known by.
import { z } from "zod";
import { maskAddresses, refuseSecrets } from "./addresses.ts";
import { asJson, canonicalJson } from "./audit/jcs.ts";
import { Facts, line, plainText, WebUrl } from "./names.ts";
import { sha256Hex } from "./digest.ts";
import type { Descriptor, Signature } from "./version/view.ts";
import { FileEntry } from "./file-entry.ts";

/** What stands for the files of a model whose bytes are elsewhere, as it is given. */
export const NewDescriptor = z
  .strictObject({
    supplier: line(200).superRefine(refuseSecrets),
    product: line(200).superRefine(refuseSecrets),
    version: line(200).superRefine(refuseSecrets),
    endpoint: WebUrl.optional(),
    imageDigest: z
      .string()
      .regex(/^sha256:[0-9a-f]{64}$/, "an image digest is sha256:<64 hex digits>")
      .optional(),
  })
  .refine((descriptor) => descriptor.endpoint !== undefined || descriptor.imageDigest !== undefined, {
    message: "give an endpoint or an imageDigest",
  });
const descriptorWords = {
  supplier: "Supplier",
  product: "Product",
  version: "Version",
  endpoint: "Endpoint",
  imageDigest: "Image digest",
} as const satisfies Record<keyof Descriptor, string>;
/** What readers get of a descriptor: one kept before secrets were refused may hold some, and its manifest keeps them. */
export const shownDescriptor = ({ supplier, product, version, endpoint, imageDigest }: Descriptor): Descriptor => ({
  supplier: maskAddresses(supplier),
  product: maskAddresses(product),
  version: maskAddresses(version),
  ...(endpoint !== undefined && { endpoint: maskAddresses(endpoint) }),
  ...(imageDigest !== undefined && { imageDigest }),
});
/** What a descriptor says, field by field, as people read it. */
export const descriptorInWords = (
  descriptor: Descriptor,
): readonly { readonly name: string; readonly value: string }[] =>
  (Object.keys(descriptorWords) as (keyof Descriptor)[]).flatMap((field) => {
    const value = descriptor[field];
    return value === undefined ? [] : [{ name: descriptorWords[field], value }];
  });

const NewPort = z.strictObject({
  name: line(200),
  type: line(100),
  shape: z
    .array(z.union([z.int(), plainText(64)]))
    .max(16)
    .optional(),
});
/** Input and output schema of a model, as it is given. */
export const NewSignature = z.strictObject({ inputs: z.array(NewPort).max(500), outputs: z.array(NewPort).max(500) });
export const Environment = Facts;

export type ManifestParts = {
  readonly kind: "files" | "external";
  readonly files: readonly FileEntry[];
  readonly descriptor: Descriptor | null;
  readonly params: Readonly<Record<string, string>>;
  readonly signature: Signature | null;
  readonly environment: Readonly<Record<string, string>>;
};

/** Canonical JSON (RFC 8785) of the frozen parts, files sorted by path in UTF-16 code units; and its SHA-256, lower-case hex. */
export function sealManifest(parts: ManifestParts): { manifest: string; manifestDigest: string } {
  const files = [...parts.files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, sizeBytes, sha256 }) => ({ path, sizeBytes, sha256 }));
  const content = parts.kind === "files" ? { files } : { descriptor: parts.descriptor };
  const document = {
    kind: parts.kind,
    ...content,
    params: parts.params,
    signature: parts.signature,
    environment: parts.environment,
  };
  const manifest = canonicalJson(asJson(document));
  return { manifest, manifestDigest: sha256Hex(manifest) };
}

const WithFiles = z.object({ files: z.array(FileEntry).default([]) });
/** The files that a manifest names, by path; none where the model is external. Undefined where it does not have this digest. */
export function filesInManifest(manifest: string, digest: string): readonly FileEntry[] | undefined {
  return sha256Hex(manifest) === digest ? WithFiles.parse(JSON.parse(manifest)).files : undefined;
}
