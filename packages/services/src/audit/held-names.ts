// Which rows are called by a name, by the entries that tell of them: what a reference means is found here and not in the rows.
import type { RowName } from "@chancery/db";
import { numbersByText, type Fingerprinter } from "./fingerprints.ts";

/** Of an entry that tells of a row so called. */
export type HeldName = {
  readonly entry: number;
  /** A baseline told of it as it stood: not in the order in which rows came to be called so. */
  readonly isTaken: boolean;
};
type Telling = { readonly key: string; readonly index: number; readonly isTaken: boolean };

const [entryAt, olderAt, newerAt, takenAt, width] = [0, 1, 2, 3, 4] as const;

/** Of each name the rows that hold it, linked from the newest to the oldest: some 60 bytes for each. Links count from 1. */
export function heldNames(fingerprint: Fingerprinter) {
  /** Of a name its newest link, of a row so called its own. */
  const linkOf = numbersByText(fingerprint, 1);
  let links = new Uint32Array(1024 * width);
  let used = 0;

  const numberOf = (text: string) => linkOf.get(text)?.[0] ?? 0;
  const get = (link: number, at: number) => links[link * width + at]!;
  const set = (link: number, at: number, value: number) => void (links[link * width + at] = value);

  function begin(name: string, own: string, { index, isTaken }: Telling) {
    const link = ++used;
    if ((link + 1) * width > links.length) {
      const old = links;
      links = new Uint32Array(old.length * 2);
      links.set(old);
    }
    const older = numberOf(name);
    for (const [at, value] of [index, older, 0, Number(isTaken)].entries()) set(link, at, value);
    if (older !== 0) set(older, newerAt, link);
    linkOf.reach(name)[0] = link;
    linkOf.reach(own)[0] = link;
  }
  function end(name: string, own: string, link: number) {
    const [older, newer] = [get(link, olderAt), get(link, newerAt)];
    if (older !== 0) set(older, newerAt, newer);
    if (newer !== 0) set(newer, olderAt, older);
    else linkOf.reach(name)[0] = older;
    linkOf.reach(own)[0] = 0;
  }

  return {
    note({ name, isHeld }: RowName, telling: Telling) {
      const own = `${name}\n${telling.key}`;
      const link = numberOf(own);
      if (isHeld && link === 0) begin(name, own, telling);
      else if (isHeld) set(link, entryAt, telling.index);
      else if (link !== 0) end(name, own, link);
    },
    *heldUnder(name: string): Generator<HeldName> {
      for (let link = numberOf(name); link !== 0; link = get(link, olderAt))
        yield { entry: get(link, entryAt), isTaken: get(link, takenAt) === 1 };
    },
  };
}
