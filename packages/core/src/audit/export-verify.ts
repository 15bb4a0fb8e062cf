// Verifies an export line by line, offline, against a verifier key pinned beforehand: a key inside the export would prove nothing.
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Reason } from "../kernel/view.ts";
import { fromBase64 } from "./base64.ts";
import { openCheckpoint, type Checkpoint } from "./checkpoint.ts";
import { disclosureDigest } from "./disclosure.ts";
import { exportEntryIn, faultOfListed, type ExportEntry } from "./export-entry.ts";
import { readExportLine, type CheckpointData, type ExportLine } from "./export-lines.ts";
import { openSince, readSince, type Since } from "./export-since.ts";
import { readLeaf, type Leaf } from "./leaf.ts";
import { nameGivenBy } from "./log-name.ts";
import { appendLeaf, emptyTree, leafHash, rootByInclusion, rootOf, type TreeState } from "./merkle.ts";

/**
 * `isComplete`: every entry from 0 to `size` is there. `found`: every entry that the filter found is there, so many, as the
 * export's own entry says; a filtered export without one, made before they carried it, only shows that its entries are in the log.
 */
export type ExportVerdict =
  | {
      readonly ok: true;
      readonly size: number;
      readonly root: string;
      readonly entries: number;
      readonly isComplete: boolean;
      readonly found?: { readonly filter: string; readonly entries: number; readonly entry: number };
      readonly since?: { readonly size: number };
    }
  | { readonly ok: false; readonly reasons: readonly Reason[]; readonly firstBadIndex: number | null };

export type ExportVerifier = {
  /** One line, without its line feed. After a bad line the rest is ignored. */
  push(line: string): void;
  finish(): ExportVerdict;
};

type Last = {
  readonly index: number;
  readonly hash: string;
  readonly digests: ReadonlySet<string>;
  readonly time: number;
  isProven: boolean;
  /** What it says of an export, if it is the entry of one. */
  readonly exported: ExportEntry | undefined;
  readonly disclosures: string[];
};
type Ending = Omit<CheckpointData, "note" | "size"> & { readonly checkpoint: Checkpoint };
/** What has been seen so far; constant in size however long the export. */
type Seen = {
  tree: TreeState;
  entries: number;
  isGapless: boolean;
  areAllProven: boolean;
  /** The tree of the proven leaves before the last. */
  listed: TreeState;
  last: Last | undefined;
  /** Where the proofs lead: all to one root at one size. */
  proven: { readonly size: number; readonly root: string } | undefined;
  ending: Ending | undefined;
  /** What the entries so far call their log. */
  origin: string | undefined;
  since: Since | undefined;
  rootAtSince: string | undefined;
  bad: { readonly reason: Reason; readonly index: number | null } | undefined;
};

/**
 * `since` is the note of an older checkpoint: a complete export must continue it. It may be signed under a name the log had
 * before it was restored from a backup, by the key that the entry of the restoration names.
 */
export function createExportVerifier(pinned: {
  readonly verifierKey: string;
  readonly since?: string | undefined;
}): ExportVerifier {
  const { verifierKey } = pinned;
  const since = pinned.since === undefined ? undefined : readSince(pinned.since, verifierKey);
  const seen: Seen = {
    tree: emptyTree,
    entries: 0,
    isGapless: true,
    areAllProven: true,
    listed: emptyTree,
    last: undefined,
    proven: undefined,
    ending: undefined,
    origin: undefined,
    since: since?.ok ? since.since : undefined,
    rootAtSince: since?.ok && since.since.checkpoint.size === 0 ? rootOf(emptyTree) : undefined,
    bad: since?.ok === false ? { reason: since.reason, index: null } : undefined,
  };
  return {
    push(line) {
      if (!seen.bad) pushLine(seen, verifierKey, line);
    },
    finish() {
      if (!seen.bad) judge(seen, verifierKey);
      return verdictOf(seen);
    },
  };
}

function pushLine(seen: Seen, verifierKey: string, text: string): void {
  if (seen.ending) return fail(seen, "line_after_checkpoint", "something follows the checkpoint");
  if (!seen.last && !isEvent.test(text))
    return fail(seen, "not_an_export", "this is not an export of an audit log: its first line is not an entry");
  const line = readExportLine(text);
  if (line === undefined)
    fail(seen, "line_malformed", "a line is neither an entry nor one this format knows", seen.last?.index);
  else if (line === "leaf") pushLeaf(seen, text);
  else if (line.type === "chancery.proof.v1") pushProof(seen, line.data);
  else if (line.type === "chancery.disclosures.v1") pushDisclosures(seen, line.data);
  else pushCheckpoint(seen, verifierKey, line.data);
}

/** Every line of an export is a CloudEvent. */
const isEvent = /^\{.*"specversion":/;

function pushLeaf(seen: Seen, text: string): void {
  const read = readLeaf(text);
  const expected = seen.last ? seen.last.index + 1 : 0;
  if (!read.ok) return fail(seen, read.reasons[0]!.code, read.reasons[0]!.message, expected);
  const { index, time, digests } = read.leaf;
  if (index < expected)
    return fail(seen, "entry_out_of_order", `entry ${index} is where entry ${expected} or a later one belongs`, index);
  if (seen.last && time.getTime() < seen.last.time)
    return fail(seen, "time_runs_back", `entry ${index} is dated before the entry ahead of it`, index);
  if (seen.last?.isProven) seen.listed = appendLeaf(seen.listed, seen.last.hash).state;
  else if (seen.last) seen.areAllProven = false;
  if (index !== expected) seen.isGapless = false;
  if (seen.isGapless) takeName(seen, read.leaf);
  if (seen.bad) return;
  const hash = leafHash(utf8ToBytes(text));
  if (seen.isGapless) {
    seen.tree = appendLeaf(seen.tree, hash).state;
    if (seen.tree.size === seen.since?.checkpoint.size) seen.rootAtSince = rootOf(seen.tree);
  }
  seen.entries += 1;
  seen.last = {
    index,
    hash,
    digests: new Set(digests),
    time: time.getTime(),
    isProven: false,
    exported: exportEntryIn(read.leaf),
    disclosures: [],
  };
}

/** Entries keep the name of their log, until one tells of a restoration and takes a new one. Without a gap before it, that is. */
function takeName(seen: Seen, leaf: Leaf): void {
  const { index, origin } = leaf;
  if (index > 0 && origin !== seen.origin) {
    const { before } = nameGivenBy(leaf) ?? {};
    if (before === undefined || before.origin !== seen.origin)
      return fail(seen, "origin_mismatch", `entry ${index} belongs to the log ${origin}`, index);
    const fault = seen.since && openSince(seen.since, { ...before, size: index });
    if (fault) return fail(seen, fault.code, fault.message);
  }
  seen.origin = origin;
}

function pushProof(
  seen: Seen,
  { index, size, proof }: Extract<ExportLine, { type: "chancery.proof.v1" }>["data"],
): void {
  if (seen.last?.index !== index)
    return fail(seen, "proof_misplaced", `the proof of entry ${index} does not follow it`, index);
  const hashes = proof.map((text) => bytesToHex(fromBase64(text) ?? new Uint8Array(0)));
  const root = rootByInclusion({ index, size, leafHash: seen.last.hash, proof: hashes });
  if (root === undefined)
    return fail(seen, "proof_malformed", `the proof of entry ${index} has the wrong shape`, index);
  seen.proven ??= { size, root };
  if (seen.proven.size !== size || seen.proven.root !== root)
    return fail(seen, "entry_not_in_log", `entry ${index} leads to another root than those before it`, index);
  seen.last.isProven = true;
}

function pushDisclosures(seen: Seen, data: { readonly index: number; readonly disclosures: readonly string[] }): void {
  const { index, disclosures } = data;
  const { last } = seen;
  if (last?.index !== index)
    return fail(seen, "disclosures_misplaced", `the disclosures of entry ${index} do not follow it`, index);
  if (last.exported) last.disclosures.push(...disclosures);
  if (!disclosures.every((disclosure) => last.digests.has(disclosureDigest(disclosure))))
    fail(seen, "disclosure_forged", `entry ${index} does not commit to its disclosures`, index);
}

function pushCheckpoint(seen: Seen, verifierKey: string, { note, size, ...data }: CheckpointData): void {
  const opened = openCheckpoint(note, verifierKey);
  if (!opened.ok) return fail(seen, opened.reasons[0]!.code, opened.reasons[0]!.message);
  if (opened.checkpoint.size !== size)
    return fail(seen, "size_mismatch", "the checkpoint and the export state different sizes");
  if (seen.last && !seen.last.isProven) seen.areAllProven = false;
  seen.ending = { checkpoint: opened.checkpoint, ...data };
}

function judge(seen: Seen, verifierKey: string): void {
  if (!seen.ending) return fail(seen, "checkpoint_missing", "the export ends without its checkpoint: it was cut off");
  const { checkpoint } = seen.ending;
  if (seen.proven && (seen.proven.size !== checkpoint.size || seen.proven.root !== checkpoint.root))
    return fail(seen, "root_mismatch", "the proofs do not lead to the signed root");
  if (!isComplete(seen.ending)) return judgeFiltered(seen, seen.ending);
  if (seen.origin !== undefined && !verifierKey.startsWith(`${seen.origin}+`))
    return fail(seen, "origin_mismatch", `the entries belong to the log ${seen.origin}`, 0);
  if (seen.since?.awaits) return fail(seen, seen.since.awaits.code, seen.since.awaits.message);
  const since = seen.since?.checkpoint;
  const { size } = seen.tree;
  if (!seen.isGapless || size < checkpoint.size)
    return fail(seen, "entry_missing", `entry ${size} is missing: the log has ${checkpoint.size}`, size);
  if (size > checkpoint.size)
    return fail(seen, "entry_extra", `the log has only ${checkpoint.size} entries`, checkpoint.size);
  if (since && checkpoint.size < since.size)
    return fail(seen, "log_rolled_back", `the log already had ${since.size} entries and now has ${checkpoint.size}`);
  if (since && seen.rootAtSince !== since.root)
    return fail(seen, "history_rewritten", `the first ${since.size} entries are not those of the older checkpoint`);
  if (rootOf(seen.tree) !== checkpoint.root)
    fail(seen, "root_mismatch", "the entries do not add up to the signed root: at least one was changed");
}

function judgeFiltered(seen: Seen, { entry, filter }: Ending): void {
  if (seen.since)
    return fail(seen, "since_needs_complete_export", "only a complete export can be held against an older checkpoint");
  if (!seen.areAllProven) return fail(seen, "proof_missing", "an entry of a filtered export has no proof");
  const exported = seen.last?.exported;
  if (entry !== undefined && exported?.index !== entry)
    return fail(seen, "export_entry_missing", `entry ${entry}, which says what this export found, is missing`, entry);
  if (!exported) return;
  const { disclosures } = seen.last!; // whose `exported` it is
  const fault = faultOfListed(exported, { listed: seen.listed, disclosures, stated: filter });
  if (fault) fail(seen, fault.code, fault.message);
}

const isComplete = (ending: Ending) => ending.filter === "" && ending.from === 0;

function fail(seen: Seen, code: string, message: string, index: number | null = null): void {
  seen.bad = { reason: { code, message }, index };
}

function verdictOf({ bad, ending, entries, since, last }: Seen): ExportVerdict {
  if (bad) return { ok: false, reasons: [bad.reason], firstBadIndex: bad.index };
  const { checkpoint } = ending!; // judge() fails without one
  const { size, root } = checkpoint;
  return {
    ok: true,
    size,
    root,
    entries,
    isComplete: isComplete(ending!),
    ...(!isComplete(ending!) &&
      last?.exported && {
        found: { filter: ending!.filter, entries: last.exported.found, entry: last.exported.index },
      }),
    ...(since && { since: { size: since.checkpoint.size } }),
  };
}
