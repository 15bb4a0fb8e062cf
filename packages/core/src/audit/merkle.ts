// The Merkle tree of the log (RFC 6962 §2.1, RFC 9162 §2.1): growing it, its root, its proofs and their verification. Hashes are lower-case hex.
import { bytesToHex, concatBytes, hexToBytes } from "@noble/hashes/utils.js";
import { sha256 } from "#sha256";

/** All that appending needs: `edge` is the roots of the perfect subtrees of `size`, largest first, 32 bytes each. */
export type TreeState = { readonly size: number; readonly edge: Uint8Array };
/** Root of the complete subtree over leaves [idx·2^level, (idx+1)·2^level). Level 0 is the leaf hash itself. */
export type TreeNode = { readonly level: number; readonly idx: number; readonly hash: string };
export type GetNode = (level: number, idx: number) => Promise<string>;

export const emptyTree: TreeState = { size: 0, edge: new Uint8Array(0) };

/** SHA-256(0x00 ‖ leaf). */
export const leafHash = (leaf: Uint8Array): string => bytesToHex(sha256(concatBytes(Uint8Array.of(0), leaf)));
const hashBoth = (left: Uint8Array, right: Uint8Array): Uint8Array =>
  sha256(concatBytes(Uint8Array.of(1), left, right));
const joined = (left: string, right: string) => bytesToHex(hashBoth(hexToBytes(left), hexToBytes(right)));

/** The tree one leaf larger, and the subtrees (level ≥ 1) that this leaf completed, smallest first. */
export function appendLeaf(
  state: TreeState,
  hash: string,
): { readonly state: TreeState; readonly nodes: readonly TreeNode[] } {
  assertFits(state);
  const nodes: TreeNode[] = [];
  let grown: Uint8Array = hexToBytes(hash);
  let idx = state.size;
  let kept = state.edge.length; // of the edge only what the leaf completes is read, from its end
  for (let level = 1; idx % 2 === 1; level++) {
    grown = hashBoth(state.edge.subarray(kept - 32, kept), grown);
    kept -= 32;
    idx = (idx - 1) / 2;
    nodes.push({ level, idx, hash: bytesToHex(grown) });
  }
  return { state: { size: state.size + 1, edge: concatBytes(state.edge.subarray(0, kept), grown) }, nodes };
}

/** Root hash of the tree; of the empty one SHA-256(""). */
export function rootOf(state: TreeState): string {
  const roots = rootsOfEdge(state);
  const last = roots.pop();
  if (!last) return bytesToHex(sha256(new Uint8Array(0)));
  return bytesToHex(roots.reduceRight((right, left) => hashBoth(left, right), last));
}

function rootsOfEdge(state: TreeState): Uint8Array[] {
  assertFits(state);
  const { edge } = state;
  return Array.from({ length: edge.length / 32 }, (_, at) => edge.slice(32 * at, 32 * at + 32));
}

/** A tree has a perfect subtree for each 1 of its size in binary. */
function assertFits({ size, edge }: TreeState): void {
  let subtrees = 0;
  if (isSize(size)) for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) subtrees += rest % 2;
  if (!isSize(size) || edge.length !== 32 * subtrees)
    throw new Error(`an edge of ${edge.length} bytes does not match a tree of ${size} leaves`);
}

/** Hashes from leaf to root that show leaf `index` in the tree of `size` leaves. Throws RangeError outside of it. */
export async function inclusionProof(at: { index: number; size: number }, get: GetNode): Promise<readonly string[]> {
  const { index, size } = at;
  if (!isSize(index) || !isSize(size) || index >= size)
    throw new RangeError(`no entry ${index} in a log of ${size} entries`);
  return Promise.all(path(index, 0, size).map((range) => rootOfRange(range, get)));
}

/** Hashes that show the tree of `oldSize` leaves to be a prefix of the one of `newSize`; none from size 0 or to itself. Throws RangeError when it cannot be. */
export async function consistencyProof(
  between: { oldSize: number; newSize: number },
  get: GetNode,
): Promise<readonly string[]> {
  const { oldSize, newSize } = between;
  if (!isSize(oldSize) || !isSize(newSize) || oldSize > newSize)
    throw new RangeError(`a log of ${newSize} entries cannot continue one of ${oldSize}`);
  if (oldSize === 0 || oldSize === newSize) return [];
  return Promise.all(subproof(oldSize, [0, newSize], true).map((range) => rootOfRange(range, get)));
}

type Range = readonly [from: number, to: number];

/** PATH(m, D[n]) of RFC 6962 §2.1.1, as ranges of leaves. */
function path(index: number, from: number, to: number): Range[] {
  if (to - from === 1) return [];
  const middle = from + splitOf(to - from);
  return index < middle ? [...path(index, from, middle), [middle, to]] : [...path(index, middle, to), [from, middle]];
}

/** SUBPROOF(m, D[n], b) of RFC 6962 §2.1.2, as ranges of leaves. */
function subproof(oldSize: number, [from, to]: Range, isWhole: boolean): Range[] {
  if (oldSize === to) return isWhole ? [] : [[from, to]];
  const middle = from + splitOf(to - from);
  return oldSize <= middle
    ? [...subproof(oldSize, [from, middle], isWhole), [middle, to]]
    : [...subproof(oldSize, [middle, to], false), [from, middle]];
}

async function rootOfRange([from, to]: Range, get: GetNode): Promise<string> {
  const roots = await Promise.all(perfectSubtrees(from, to).map(({ level, idx }) => get(level, idx)));
  return roots.reduceRight((right, left) => joined(left, right));
}

/** The perfect subtrees that make up a range, largest first. `from` is a multiple of the largest. */
function perfectSubtrees(from: number, to: number): { level: number; idx: number }[] {
  const found = [];
  for (let at = from; at < to;) {
    const level = log2Floor(to - at);
    found.push({ level, idx: at / 2 ** level });
    at += 2 ** level;
  }
  return found;
}

/** The largest power of two below `size`. */
const splitOf = (size: number): number => 2 ** log2Floor(size - 1);
/** Exact for every safe integer, which Math.log2 is not. */
const log2Floor = (value: number): number => value.toString(2).length - 1;
const isSize = (value: number) => Number.isSafeInteger(value) && value >= 0;
const isHash = (text: string) => /^[0-9a-f]{64}$/.test(text);
const half = (value: number) => Math.floor(value / 2);

type Inclusion = { index: number; size: number; leafHash: string; proof: readonly string[] };

/** The root that a proof leads to (RFC 9162 §2.1.3.2), or undefined for a proof of another shape. */
export function rootByInclusion({ index, size, leafHash: leaf, proof }: Inclusion): string | undefined {
  if (!isSize(index) || !isSize(size) || index >= size || ![leaf, ...proof].every(isHash)) return undefined;
  let [node, last, root] = [index, size - 1, leaf];
  for (const hash of proof) {
    if (last === 0) return undefined;
    if (node % 2 === 1 || node === last) {
      root = joined(hash, root);
      for (; node % 2 === 0 && node !== 0; last = half(last)) node = half(node);
    } else root = joined(root, hash);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 ? root : undefined;
}

/** True when the proof shows the leaf at `index` of the tree with this root. */
export const verifyInclusion = (claim: Inclusion & { root: string }): boolean =>
  isHash(claim.root) && rootByInclusion(claim) === claim.root;

type Consistency = { oldSize: number; newSize: number; oldRoot: string; newRoot: string; proof: readonly string[] };

/** True when the proof shows that the old tree is a prefix of the new one (RFC 9162 §2.1.4.2). Never from size 0: a prefix of nothing shows nothing. */
export function verifyConsistency({ oldSize, newSize, oldRoot, newRoot, proof }: Consistency): boolean {
  if (!isSize(oldSize) || !isSize(newSize) || oldSize > newSize || oldSize === 0) return false;
  if (oldSize === newSize) return proof.length === 0 && oldRoot === newRoot;
  if (![oldRoot, newRoot, ...proof].every(isHash)) return false;
  const isPerfect = 2 ** log2Floor(oldSize) === oldSize;
  const [first, ...rest] = isPerfect ? [oldRoot, ...proof] : proof;
  if (first === undefined || proof.length === 0) return false;
  let [node, last] = [oldSize - 1, newSize - 1];
  for (; node % 2 === 1; last = half(last)) node = half(node);
  let [before, after] = [first, first];
  for (const hash of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      [before, after] = [joined(hash, before), joined(hash, after)];
      for (; node % 2 === 0 && node !== 0; last = half(last)) node = half(node);
    } else after = joined(after, hash);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && before === oldRoot && after === newRoot;
}
