// Proofs as text: C2SP tlog-proof@v1 for one entry, the tlog-witness add-checkpoint body for two sizes. Both embed the checkpoint verbatim.
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { fromBase64, toBase64 } from "./base64.ts";

const header = "c2sp.org/tlog-proof@v1\n";

/** `hashes` run from leaf to root, lower-case hex; `checkpoint` is the signed note they lead to. */
export type InclusionText = { readonly index: number; readonly hashes: readonly string[]; readonly checkpoint: string };
/** Shows that the log at `oldSize` is a prefix of the one in `checkpoint`. */
export type ConsistencyText = {
  readonly oldSize: number;
  readonly hashes: readonly string[];
  readonly checkpoint: string;
};

/** The `.tlog-proof` file of one entry. */
export const formatInclusion = ({ index, hashes, checkpoint }: InclusionText): string =>
  `${header}index ${index}\n${hashLines(hashes)}\n${checkpoint}`;

/** Body of a witness's add-checkpoint request: the downloaded text can be posted to any witness as it is. */
export const formatConsistency = ({ oldSize, hashes, checkpoint }: ConsistencyText): string =>
  `old ${oldSize}\n${hashLines(hashes)}\n${checkpoint}`;

/** Reads a `.tlog-proof`; undefined when malformed. Its `extra` line carries nothing of ours and is skipped. The proof itself is not judged. */
export function parseInclusion(text: string): InclusionText | undefined {
  if (!text.startsWith(header)) return undefined;
  const parts = parseProof(text.slice(header.length).replace(/^extra [A-Za-z0-9+/=]*\n/, ""), "index");
  return parts && { index: parts.number, hashes: parts.hashes, checkpoint: parts.checkpoint };
}

/** Reads an add-checkpoint body; undefined when malformed. The proof itself is not judged. */
export function parseConsistency(text: string): ConsistencyText | undefined {
  const parts = parseProof(text, "old");
  return parts && { oldSize: parts.number, hashes: parts.hashes, checkpoint: parts.checkpoint };
}

function parseProof(text: string, word: "index" | "old") {
  const cut = text.indexOf("\n\n");
  if (cut < 0) return undefined;
  const [first = "", ...lines] = text.slice(0, cut).split("\n");
  const digits = new RegExp(`^${word} (0|[1-9][0-9]{0,15})$`).exec(first)?.[1];
  const hashes = lines.map((line) => fromBase64(line));
  const isWhole = hashes.every((hash) => hash?.length === 32);
  if (digits === undefined || !Number.isSafeInteger(Number(digits)) || hashes.length > 63 || !isWhole) return undefined;
  const checkpoint = text.slice(cut + 2);
  return { number: Number(digits), hashes: hashes.map((hash) => bytesToHex(hash!)), checkpoint };
}

const hashLines = (hashes: readonly string[]) => hashes.map((hash) => `${toBase64(hexToBytes(hash))}\n`).join("");
