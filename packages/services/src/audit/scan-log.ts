// Reads the whole stored log and holds it against itself: leaves, hashes, nodes, head, index columns, disclosures, checkpoints.
import { setImmediate as letOthersRun } from "node:timers/promises";
import {
  appendLeaf,
  emptyTree,
  leafHash,
  originAt,
  rootOf,
  type LogName,
  type Places,
  type Reason,
  type TreeNode,
  type TreeState,
} from "@chancery/core";
import {
  nodesCompletedIn,
  readDisclosures,
  readEntries,
  readHead,
  type LogHead,
  type Reader,
  type StoredDisclosure,
  type StoredEntry,
} from "@chancery/db";
import { openCheckpoints, type CheckpointReader, type KeptNote } from "./checkpoint-reader.ts";
import { erasedPlaces } from "./erased-places.ts";
import { whyNotKeyed } from "./head-mac.ts";
import { nodeGetter } from "./log-nodes.ts";
import type { LogKey } from "./log-signer.ts";
import { faultsOfEntry, type EntryContext } from "./entry-faults.ts";

type FirstBad = { readonly index: number; readonly reasons: readonly Reason[] };
/** `firstBad` is the first entry that is wrong; where only a stretch of entries is known to be, its first one, and the reason names the stretch. */
export type Scan = {
  readonly treeSize: number;
  readonly root: string;
  readonly firstBad: FirstBad | null;
  readonly reasons: readonly Reason[];
};
type Log = {
  readonly reader: Reader;
  readonly key: LogKey;
  /** What the log has been called, in order; the last name signs now. */
  readonly names: readonly LogName[];
  /** Kept outside the database, and where. */
  readonly outside: readonly KeptNote[];
  /** Where an earlier scan that was broken off got to: it goes on there, from the nodes stored before it. */
  readonly from?: number;
  /** Lets other work run after each page; told how far the scan has got. */
  rest?(reach: number): Promise<unknown>;
};
type Progress = { state: TreeState; lastTime: number };

const pageSize = 1000;

/** Stops at the first fault. Reads in pages and lets other work run between them; entries added meanwhile are left to the next scan. */
export async function scanLog(log: Log): Promise<Scan> {
  const { reader } = log;
  const opened = await openCheckpoints(log);
  const head = await readHead(reader); // after the checkpoints: one made meanwhile is not beyond it
  const found = (firstBad: FirstBad | null, reasons = firstBad?.reasons ?? []): Scan => ({
    treeSize: head.size,
    root: head.root,
    firstBad,
    reasons,
  });
  if (!opened.ok) return found(null, opened.reasons);
  const progress: Progress = { state: await stateAt(log, Math.min(log.from ?? 0, head.size)), lastTime: 0 };
  opened.checkpoints.skipTo(progress.state.size);
  const erased = await erasedPlaces(reader);
  while (progress.state.size < head.size) {
    const fault = await scanPage({ ...log, erased }, head, opened.checkpoints, progress);
    if (fault) return found(fault);
    await (log.rest?.(progress.state.size) ?? letOthersRun());
  }
  const fault =
    faultOfHead(head, progress.state) ??
    opened.checkpoints.faultBeyond(head.size) ??
    faultOfKey(log.key, head, opened.checkpoints);
  if (fault) return found(fault);
  return found(await faultBeyondHead(reader));
}

/** Entries that no checkpoint covers rest on the head's MAC alone. */
function faultOfKey(key: LogKey, head: LogHead, checkpoints: CheckpointReader): FirstBad | undefined {
  const reason = whyNotKeyed(key, head);
  return reason && { index: Math.min(checkpoints.covered(), Math.max(0, head.size - 1)), reasons: [reason] };
}

async function faultBeyondHead(reader: Reader): Promise<FirstBad | null> {
  const now = await readHead(reader);
  if (now.lastIndex === now.size - 1 || (now.lastIndex === null && now.size === 0)) return null;
  return {
    index: now.size,
    reasons: [
      { code: "entry_beyond_head", message: `the head says ${now.size} entries, but entry ${now.lastIndex} is stored` },
    ],
  };
}

/** How many of the last entries every start looks at. */
const tailLength = 1000;
export const tailOf = ({ size }: Pick<LogHead, "size">) => ({ from: Math.max(0, size - tailLength), below: size });
const noCheckpoints = { faultAt: () => undefined };

/** Holds the head and the last thousand entries against each other, from the nodes stored before them. */
export async function scanTail(reader: Reader, names: readonly LogName[]): Promise<Reason | undefined> {
  const head = await readHead(reader);
  const { from } = tailOf(head);
  const edge = await edgeAt(reader, from).catch(() => undefined);
  if (!edge) return { code: "tree_mismatch", message: `the log lacks nodes of its first ${from} entries` };
  const progress: Progress = { state: { size: from, edge }, lastTime: 0 };
  const fault =
    (head.size === 0
      ? undefined
      : await scanPage({ reader, names, erased: undefined }, head, noCheckpoints, progress)) ??
    faultOfHead(head, progress.state) ??
    (await faultBeyondHead(reader));
  return fault?.reasons[0];
}

/** From the first entry where a node is missing: the scan will meet it. */
async function stateAt({ reader }: Log, size: number): Promise<TreeState> {
  const edge = size === 0 ? undefined : await edgeAt(reader, size).catch(() => undefined);
  return edge ? { size, edge } : emptyTree;
}

/** The roots of the perfect subtrees of the first `size` entries, as stored. */
async function edgeAt(reader: Reader, size: number): Promise<Uint8Array> {
  const node = nodeGetter(reader);
  const places = [];
  for (let first = 0, rest = size; rest > 0;) {
    const level = rest.toString(2).length - 1;
    places.push(node(level, first / 2 ** level));
    first += 2 ** level;
    rest -= 2 ** level;
  }
  return Buffer.from((await Promise.all(places)).join(""), "hex");
}

async function scanPage(
  log: Pick<Log, "reader" | "names"> & { readonly erased: Places | undefined },
  head: LogHead,
  checkpoints: Pick<CheckpointReader, "faultAt">,
  progress: Progress,
): Promise<FirstBad | undefined> {
  const { reader, names, erased } = log;
  const from = progress.state.size;
  const range = { from, below: Math.min(from + pageSize, head.size) };
  const [entries, nodes, disclosures] = await Promise.all([
    readEntries(reader, { ...range, limit: pageSize }),
    nodesCompletedIn(reader, range),
    readDisclosures(reader, range),
  ]);
  const stored = new Map(nodes.map((node) => [`${node.level}/${node.idx}`, node.hash]));
  const disclosed = new Map<number, StoredDisclosure[]>();
  for (const row of disclosures) disclosed.set(row.entryIdx, [...(disclosed.get(row.entryIdx) ?? []), row]);
  for (let index = from, at = 0; index < range.below; index++, at++) {
    const origin = originAt(names, index);
    const context = {
      index,
      origin,
      lastTime: progress.lastTime,
      disclosures: disclosed.get(index) ?? [],
      erased: erased && (erased.get(index) ?? []),
    };
    const fault =
      faultOfEntry(entries[at], context) ??
      faultOfTree(progress, entries[at]!, stored) ??
      checkpoints.faultAt(progress.state);
    if (fault) return fault;
  }
  return undefined;
}

function faultOfEntry(entry: StoredEntry | undefined, context: EntryContext): FirstBad | undefined {
  const { index } = context;
  if (entry?.index !== index)
    return { index, reasons: [{ code: "entry_missing", message: `entry ${index} is missing` }] };
  const reasons = faultsOfEntry(entry, context);
  return reasons.length > 0 ? { index, reasons } : undefined;
}

/** Grows the tree by the entry; a completed subtree that is stored otherwise condemns the stretch under it. */
function faultOfTree(
  progress: Progress,
  entry: StoredEntry,
  stored: ReadonlyMap<string, string>,
): FirstBad | undefined {
  const { state, nodes } = appendLeaf(progress.state, leafHash(entry.leaf));
  progress.state = state;
  progress.lastTime = entry.time.getTime();
  const bad = nodes.find((node) => stored.get(`${node.level}/${node.idx}`) !== node.hash);
  return bad && stretchUnder(bad);
}

function stretchUnder({ level, idx }: Pick<TreeNode, "level" | "idx">): FirstBad {
  const [first, last] = [idx * 2 ** level, (idx + 1) * 2 ** level - 1];
  const which =
    level === 0 ? `entry ${first}` : level === 1 ? `entry ${first} or ${last}` : `an entry from ${first} to ${last}`;
  return {
    index: first,
    reasons: [{ code: "tree_mismatch", message: `${which} is not what the stored tree was built from` }],
  };
}

/** The head's edge is the roots of its perfect subtrees: the first that differs shows where. */
function faultOfHead(head: LogHead, state: TreeState): FirstBad | undefined {
  const bytes = 32;
  let first = 0;
  for (let at = 0, rest = state.size; rest > 0; at += bytes) {
    const level = rest.toString(2).length - 1;
    const isSame =
      Buffer.compare(
        Buffer.from(state.edge.subarray(at, at + bytes)),
        Buffer.from(head.edge.subarray(at, at + bytes)),
      ) === 0;
    if (!isSame) return stretchUnder({ level, idx: first / 2 ** level });
    first += 2 ** level;
    rest -= 2 ** level;
  }
  if (head.edge.length === state.edge.length && rootOf(state) === head.root) return undefined;
  return {
    index: Math.max(0, state.size - 1),
    reasons: [{ code: "head_mismatch", message: "the head of the log does not match its entries" }],
  };
}
