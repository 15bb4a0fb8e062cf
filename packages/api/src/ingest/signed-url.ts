// The addresses under which a browser may send one file: made by UploadThing's server, checked here.
import { createHmac, timingSafeEqual } from "node:crypto";
import { isUuid, refuse } from "@chancery/core";

/** What was signed is this address. Nobody dials it, so a server of many names signs as one. */
export const signedOrigin = "http://ingest.invalid";
export const ingestPath = "/api/ingest";
export const appId = "chancery";

export type SignedUpload = { readonly uploadId: string; readonly sizeBytes: number };
type Signed = { readonly key: string; readonly query: string; readonly secret: string; readonly now: Date };

const keyShape = /^[A-Za-z0-9_-]{8,200}$/;

/**
 * The upload that a signed address is for. INVALID_INPUT for a key that UploadThing cannot have made, FORBIDDEN for any
 * address that was not signed here as it stands, or that has expired. The key itself says nothing: it has 31 random bits.
 */
export function signedUpload({ key, query, secret, now }: Signed): SignedUpload {
  if (!keyShape.test(key)) throw refuse("INVALID_INPUT", "upload_key_malformed", "this is not an upload address");
  const url = new URL(`${signedOrigin}${ingestPath}/${key}?${query}`);
  const given = url.searchParams.getAll("signature");
  url.searchParams.delete("signature");
  if (given.length !== 1 || !isEqual(given[0]!, signatureOf(url.toString(), secret))) throw notSigned();
  const value = (name: string) => decodeURIComponent(url.searchParams.get(name) ?? "");
  if (Number(value("expires")) <= now.getTime())
    throw refuse("FORBIDDEN", "upload_address_expired", "this upload address has expired: begin the file again");
  const [uploadId, sizeBytes] = [value("x-ut-custom-id"), Number(value("x-ut-file-size"))];
  if (value("x-ut-identifier") !== appId || !isUuid(uploadId) || !Number.isSafeInteger(sizeBytes) || sizeBytes < 0)
    throw notSigned();
  return { uploadId, sizeBytes };
}

/** UploadThing's signature of a text. */
export const signatureOf = (text: string, secret: string): string =>
  `hmac-sha256=${createHmac("sha256", secret).update(text).digest("hex")}`;

const notSigned = () => refuse("FORBIDDEN", "upload_address_forged", "this upload address was not made by this server");

function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
