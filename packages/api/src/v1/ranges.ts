// Range requests for immutable contents (RFC 9110 §13 and §14), and the digests that go with them (RFC 9530).
import { refuse } from "@chancery/core";

export type Range = { readonly start: number; readonly end: number };

/** The strong validator of a content: its SHA-256. */
export const etagOf = (sha256: string): string => `"sha256:${sha256}"`;
export const reprDigestOf = (sha256: string): string => `sha-256=:${Buffer.from(sha256, "hex").toString("base64")}:`;

/** True when the client says it has this content already. */
export const isFresh = (ifNoneMatch: string | undefined, etag: string): boolean =>
  ifNoneMatch !== undefined && ifNoneMatch.split(",").some((tag) => [etag, `W/${etag}`, "*"].includes(tag.trim()));

/**
 * The range to send, undefined for all of it. A header that is no single byte range is ignored, as is any when If-Range names
 * another content. INVALID_INPUT `range_outside` when it lies behind the end.
 */
export function rangeOf(
  headers: { range: string | undefined; ifRange: string | undefined },
  { etag, sizeBytes }: { etag: string; sizeBytes: number },
): Range | undefined {
  const asked = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(headers.range?.trim() ?? "");
  if (!asked || (asked[1] === "" && asked[2] === "")) return undefined;
  if (headers.ifRange !== undefined && headers.ifRange.trim() !== etag) return undefined;
  const [first, last] = [asked[1]!, asked[2]!];
  if (first !== "" && last !== "" && Number(last) < Number(first)) return undefined;
  const start = first === "" ? Math.max(0, sizeBytes - Number(last)) : Number(first);
  const end = first === "" || last === "" ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  if (start < sizeBytes && (first !== "" || Number(last) > 0)) return { start, end };
  throw refuse("INVALID_INPUT", "range_outside", `the content has ${sizeBytes} bytes: the range is outside it`, {
    sizeBytes,
  });
}
