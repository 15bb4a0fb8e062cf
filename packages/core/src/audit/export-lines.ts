// The lines of an export that are no leaves: disclosures and proof after the leaf they belong to, the checkpoint at the end.
import { z } from "zod";
import { hexToBytes } from "@noble/hashes/utils.js";
import { toBase64 } from "./base64.ts";
import { canonicalJson, type JsonValue } from "./jcs.ts";

type Stamp = { readonly id: string; readonly origin: string; readonly time: Date };

const types = {
  checkpoint: "chancery.checkpoint.v1",
  disclosures: "chancery.disclosures.v1",
  proof: "chancery.proof.v1",
} as const;

const line = (type: string, stamp: Stamp, data: JsonValue): string =>
  canonicalJson({
    specversion: "1.0",
    id: stamp.id,
    source: `//${stamp.origin}`,
    type,
    time: stamp.time.toISOString(),
    data,
  });

/**
 * The last line: the signed checkpoint, the index the export starts at, the size it is judged against, the filter ("" for none).
 * `entry` is the index of the export's own entry, the last before this line, which says how many the filter found. No line feed, as all of these.
 */
export const formatCheckpointLine = (
  stamp: Stamp,
  data: {
    readonly note: string;
    readonly from: number;
    readonly size: number;
    readonly filter: string;
    readonly entry?: number;
  },
): string => line(types.checkpoint, stamp, data);

/** Follows the leaf at `index` at once, before or after its proof. */
export const formatDisclosuresLine = (
  stamp: Stamp,
  data: { readonly index: number; readonly disclosures: readonly string[] },
): string => line(types.disclosures, stamp, data);

/** Follows every leaf of a filtered export at once. `hashes` (lower-case hex) lead to the root at `size`, which is the checkpoint's. */
export const formatProofLine = (
  stamp: Stamp,
  { index, size, hashes }: { readonly index: number; readonly size: number; readonly hashes: readonly string[] },
): string => line(types.proof, stamp, { index, size, proof: hashes.map((hash) => toBase64(hexToBytes(hash))) });

const size = z.int().nonnegative();
const envelope = { specversion: z.literal("1.0"), id: z.string(), source: z.string(), time: z.string() };
const ExportLine = z.discriminatedUnion("type", [
  z.strictObject({
    ...envelope,
    type: z.literal(types.checkpoint),
    data: z.strictObject({ note: z.string(), from: size, size, filter: z.string(), entry: size.optional() }),
  }),
  z.strictObject({
    ...envelope,
    type: z.literal(types.disclosures),
    data: z.strictObject({ index: size, disclosures: z.array(z.string()) }),
  }),
  z.strictObject({
    ...envelope,
    type: z.literal(types.proof),
    data: z.strictObject({ index: size, size, proof: z.array(z.string()).max(63) }),
  }),
]);
export type ExportLine = z.infer<typeof ExportLine>;
export type CheckpointData = Extract<ExportLine, { type: "chancery.checkpoint.v1" }>["data"];

/** Its dots match anything: what it lets through is read. */
const namesOurs = new RegExp(`"type":"(?:${Object.values(types).join("|")})"`);

/** The line, `"leaf"` when its type is none of these three, or undefined when it is malformed. */
export function readExportLine(text: string): ExportLine | "leaf" | undefined {
  // Cheap for the many: a canonical leaf ends in its type, and a type of ours cannot stand there unless it is one.
  if (!namesOurs.test(text)) return "leaf";
  try {
    const json = JSON.parse(text) as { readonly type?: unknown } | null;
    if (!Object.values(types).some((type) => type === json?.type)) return "leaf";
    const parsed = ExportLine.safeParse(json);
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
