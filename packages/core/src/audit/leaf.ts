// The leaf: one act as a CloudEvents 1.0 event in canonical JSON. These bytes are what the log commits to and what the export holds.
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { z } from "zod";
import type { Reason } from "../kernel/view.ts";
import { disclosureDigest, makeDisclosure } from "./disclosure.ts";
import { canonicalJson, isCanonical, type JsonValue } from "./jcs.ts";

/** A tlog-tiles bundle counts a leaf's length in 16 bits. */
export const maxLeafBytes = 65_535;

export type AuthType = "app_user" | "service_account" | "api_key" | "system" | "unauthenticated";
export type Outcome = "success" | "denied" | "failure";

/** The token it was done with, and who made that; neither where somebody was signed in. */
type Minted = { readonly tokenId?: string | undefined; readonly minterId?: string | undefined };

/** What a leaf says. `personal` goes in as salted digests only. */
export type LeafParts = {
  readonly index: number;
  readonly id: string;
  /** Origin of the log, as its checkpoints name it. */
  readonly origin: string;
  /** Key of the catalogue of acts, for example `promotion.voted@1`. */
  readonly kind: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly time: Date;
  readonly auth: { readonly type: AuthType; readonly id: string } & Minted;
  readonly requestId: string;
  readonly causedBy?: string | undefined;
  readonly outcome: Outcome;
  readonly after: Readonly<Record<string, unknown>>;
  readonly personal: readonly { readonly name: string; readonly value: string; readonly salt: Uint8Array }[];
  readonly reasons?: readonly string[] | undefined;
  /** Each governed row the act wrote, as it is after it; null for one that is no more. */
  readonly rows?: LeafRows | undefined;
};
/** By table and id, `votes/<uuid>`: column to value. */
export type LeafRows = Readonly<Record<string, Readonly<Record<string, JsonValue>> | null>>;

/** Canonical bytes of the leaf, and its disclosures in the order of `personal`. Throws on numbers that are no safe integers, ill-formed strings, and above 65,535 bytes: none of them may reach the log. */
export function buildLeaf(parts: LeafParts): { readonly bytes: Uint8Array; readonly disclosures: readonly string[] } {
  const disclosures = parts.personal.map(makeDisclosure);
  const event = {
    specversion: "1.0",
    id: parts.id,
    source: `//${parts.origin}`,
    type: eventType(parts.kind),
    subject: `${parts.subject.kind}/${parts.subject.id}`,
    time: parts.time.toISOString(),
    datacontenttype: "application/json",
    sequence: sequenceOf(parts.index),
    authtype: parts.auth.type,
    authid: parts.auth.id,
    tokenid: parts.auth.tokenId,
    minterid: parts.auth.minterId,
    correlationid: parts.requestId,
    causationid: parts.causedBy,
    data: {
      outcome: parts.outcome,
      after: portable(parts.after),
      reasons: parts.reasons,
      rows: parts.rows && (portable(parts.rows) as LeafRows),
      ...(disclosures.length > 0 && { _sd: disclosures.map(disclosureDigest).sort(), _sd_alg: "sha-256" }),
    },
  };
  const bytes = utf8ToBytes(canonicalJson(event));
  if (bytes.length > maxLeafBytes)
    throw new RangeError(`an entry of ${bytes.length} bytes is over the ${maxLeafBytes} a leaf may have`);
  return { bytes, disclosures };
}

/** `promotion.voted@1` → `chancery.promotion.voted.v1`. */
export const eventType = (kind: string): string => `chancery.${kind.replace("@", ".v")}`;
/** `chancery.promotion.voted.v1` → `promotion.voted@1`. */
const kindOf = (type: string): string => type.slice("chancery.".length).replace(/\.v(\d+)$/, "@$1");
/** 16 digits, so that text order is log order. */
const sequenceOf = (index: number): string => String(index).padStart(16, "0");

/** The same value; throws where other languages could read a number differently. */
function portable(value: unknown): JsonValue {
  if (typeof value === "number" && (!Number.isSafeInteger(value) || Object.is(value, -0)))
    throw new TypeError("a leaf holds only safe integers: write other numbers as text");
  if (typeof value === "object" && value !== null) for (const member of Object.values(value)) portable(member);
  return value as JsonValue; // what JSON cannot say is refused by canonicalJson
}

const LeafEvent = z.object({
  specversion: z.literal("1.0"),
  id: z.string().min(1),
  source: z.string().startsWith("//"),
  type: z.string().regex(/^chancery\.[a-z0-9.-]+\.v[1-9][0-9]*$/),
  subject: z.string().regex(/^[^/]+\/.+$/),
  time: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  datacontenttype: z.literal("application/json"),
  sequence: z.string().regex(/^[0-9]{16}$/),
  authtype: z.enum(["app_user", "service_account", "api_key", "system", "unauthenticated"]),
  authid: z.string(),
  tokenid: z.string().optional(),
  minterid: z.string().optional(),
  correlationid: z.string(),
  causationid: z.string().optional(),
  data: z.looseObject({
    outcome: z.enum(["success", "denied", "failure"]),
    after: z.record(z.string(), z.unknown()),
    reasons: z.array(z.string()).optional(),
    rows: z.record(z.string(), z.record(z.string(), z.json()).nullable()).optional(),
    _sd: z.array(z.string()).optional(),
  }),
});

/** A leaf read back. `digests` are of its disclosures, sorted. */
export type Leaf = {
  readonly index: number;
  readonly id: string;
  readonly origin: string;
  readonly kind: string;
  /** `promotion/<uuid>`. */
  readonly subject: string;
  readonly time: Date;
  readonly auth: { readonly type: AuthType; readonly id: string } & Minted;
  readonly requestId: string;
  readonly causedBy: string | undefined;
  readonly outcome: Outcome;
  readonly after: Readonly<Record<string, unknown>>;
  readonly reasons: readonly string[];
  /** Undefined in an entry from before entries told of rows. */
  readonly rows: LeafRows | undefined;
  readonly digests: readonly string[];
};
type Read = { readonly ok: true; readonly leaf: Leaf } | { readonly ok: false; readonly reasons: readonly Reason[] };

/** Reads a leaf's text. Refused unless it is canonical JSON of an event this log could have written. */
export function readLeaf(text: string): Read {
  const refused = (code: string, message: string): Read => ({ ok: false, reasons: [{ code, message }] });
  const json = parsedCanonically(text);
  if (json === undefined)
    return refused("leaf_not_canonical", "the entry is not canonical JSON: its bytes were changed");
  const event = LeafEvent.safeParse(json);
  if (!event.success) return refused("leaf_malformed", "the entry is not an event of this log");
  const { data, ...attributes } = event.data;
  const leaf = {
    index: Number(attributes.sequence),
    id: attributes.id,
    origin: attributes.source.slice(2),
    kind: kindOf(attributes.type),
    subject: attributes.subject,
    time: new Date(attributes.time),
    auth: {
      type: attributes.authtype,
      id: attributes.authid,
      tokenId: attributes.tokenid,
      minterId: attributes.minterid,
    },
    requestId: attributes.correlationid,
    causedBy: attributes.causationid,
    outcome: data.outcome,
    after: data.after,
    reasons: data.reasons ?? [],
    rows: data.rows as LeafRows | undefined, // JSON, as z.json() has checked
    digests: data._sd ?? [],
  };
  return { ok: true, leaf };
}

function parsedCanonically(text: string): JsonValue | undefined {
  try {
    const json = JSON.parse(text) as JsonValue;
    return isCanonical(text, json) ? json : undefined;
  } catch {
    return undefined; // no JSON, a lone surrogate, or nested beyond what any writer makes
  }
}
