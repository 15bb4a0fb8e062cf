// The stored hashes of the tree, fetched for many proofs at once.
import type { GetNode } from "@chancery/core";
import { nodesAt, type Reader } from "@chancery/db";

type Asked = {
  readonly level: number;
  readonly idx: number;
  resolve(hash: string): void;
  reject(error: unknown): void;
};
const keyOf = ({ level, idx }: { readonly level: number; readonly idx: number }) => `${level}/${idx}`;
const maxKnown = 50_000;

/** Answers for nodes of the tree: what is asked within one tick is one query, what was asked before is remembered. Throws where the log has no such node. */
export function nodeGetter(reader: Reader): GetNode {
  const known = new Map<string, Promise<string>>();
  let asked: Asked[] = [];
  const fetchAsked = async () => {
    const batch = asked;
    asked = [];
    try {
      const found = new Map((await nodesAt(reader, batch)).map((node) => [keyOf(node), node.hash]));
      for (const one of batch) {
        const hash = found.get(keyOf(one));
        if (hash === undefined) one.reject(new Error(`the log has no node ${keyOf(one)}`));
        else one.resolve(hash);
      }
    } catch (error) {
      for (const one of batch) one.reject(error);
    }
  };
  return (level, idx) => {
    const key = keyOf({ level, idx });
    const earlier = known.get(key);
    if (earlier) return earlier;
    if (known.size >= maxKnown) known.clear();
    const answer = new Promise<string>((resolve, reject) => {
      if (asked.length === 0) queueMicrotask(() => void fetchAsked());
      asked.push({ level, idx, resolve, reject });
    });
    known.set(key, answer);
    return answer;
  };
}
