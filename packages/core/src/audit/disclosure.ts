// Salted disclosures (RFC 9901 §4.2): a leaf holds only their digests, so that personal data can be deleted and the tree stays valid.
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { sha256 } from "#sha256";
import { fromBase64Url, toBase64Url } from "./base64.ts";
import { canonicalJson } from "./jcs.ts";

export type Disclosure = { readonly name: string; readonly value: string; readonly digest: string };

/** base64url(JSON [salt, name, value]). The salt has at least 128 bits. Lone surrogates become U+FFFD: user agents and the like are not ours to trust. */
export function makeDisclosure(field: {
  readonly name: string;
  readonly value: string;
  readonly salt: Uint8Array;
}): string {
  if (field.salt.length < 16) throw new Error("a disclosure's salt has at least 128 bits");
  const parts = [toBase64Url(field.salt), field.name, field.value.toWellFormed()];
  return toBase64Url(utf8ToBytes(canonicalJson(parts)));
}

/** base64url(SHA-256(ASCII(disclosure))): what stands in the leaf's `_sd`. */
export const disclosureDigest = (disclosure: string): string => toBase64Url(sha256(utf8ToBytes(disclosure)));

/** What a disclosure says, or undefined when it is not one. */
export function readDisclosure(disclosure: string): Disclosure | undefined {
  const bytes = fromBase64Url(disclosure);
  const parts = bytes && parsed(bytes);
  if (!Array.isArray(parts) || parts.length !== 3) return undefined;
  const [salt, name, value] = parts as readonly unknown[];
  if (typeof salt !== "string" || typeof name !== "string" || typeof value !== "string") return undefined;
  return { name, value, digest: disclosureDigest(disclosure) };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    // The language's own strict UTF-8 decoder: TextDecoder is not part of it.
    return JSON.parse(decodeURIComponent(bytesToHex(bytes).replace(/../g, "%$&")));
  } catch {
    return undefined;
  }
}
