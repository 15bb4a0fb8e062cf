// The Merkle tree of the log as a browser checks it (RFC 6962 §2.1, RFC 9162 §2.1.3.2 and §2.1.4.2), written apart from the server's own code.
import { isEqual, sha256, utf8, type Bytes } from "./bytes.ts";

const half = (value: number) => Math.floor(value / 2);
const node = (left: Bytes, right: Bytes) => sha256(Uint8Array.of(1), left, right);

/** SHA-256(0x00 ‖ leaf). */
export const leafHash = (leaf: string): Promise<Bytes> => sha256(Uint8Array.of(0), utf8(leaf));

/** The root that leaf and path lead to, undefined for a path of another shape. */
export async function rootOver(
  place: { index: number; size: number },
  leaf: Bytes,
  path: readonly Bytes[],
): Promise<Bytes | undefined> {
  if (place.index < 0 || place.index >= place.size) return undefined;
  let [at, last, root] = [place.index, place.size - 1, leaf];
  for (const sibling of path) {
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      root = await node(sibling, root);
      for (; at % 2 === 0 && at !== 0; last = half(last)) at = half(at);
    } else root = await node(root, sibling);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 ? root : undefined;
}

type Growth = {
  readonly oldSize: number;
  readonly newSize: number;
  readonly oldRoot: Bytes;
  readonly newRoot: Bytes;
  readonly path: readonly Bytes[];
};

/** True when the path shows the old tree to be a prefix of the new one. A prefix of nothing shows nothing. */
export async function isPrefix({ oldSize, newSize, oldRoot, newRoot, path }: Growth): Promise<boolean> {
  if (oldSize <= 0 || oldSize > newSize) return false;
  if (oldSize === newSize) return path.length === 0 && isEqual(oldRoot, newRoot);
  const isPerfect = Number.isInteger(Math.log2(oldSize));
  const [first, ...rest] = isPerfect ? [oldRoot, ...path] : path;
  if (first === undefined || path.length === 0) return false;
  let [at, last] = [oldSize - 1, newSize - 1];
  for (; at % 2 === 1; last = half(last)) at = half(at);
  let [before, after] = [first, first];
  for (const hash of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      [before, after] = [await node(hash, before), await node(hash, after)];
      for (; at % 2 === 0 && at !== 0; last = half(last)) at = half(at);
    } else after = await node(after, hash);
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && isEqual(before, oldRoot) && isEqual(after, newRoot);
}
